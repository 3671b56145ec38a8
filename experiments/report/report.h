// What a table or figure is: one file that registers a function, its form, and one entry in the
// catalogue.bzl beside it.
//
//   absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
//     LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
//     Table table = StartTable(spec, RunsSubtitle(spec, runs), {"label"});
//     ...  // columns and rows
//     return table;
//   }
//   const RegisteredForm kRegistered("accuracy_table", &Make);
//
// What it calls is in runs.h (runs and groups of them), table_parts.h (columns, cells and notes of
// tables), figure_parts.h (lines over seeds), comparison.h (differences to a label kind),
// attacks.h, label_pictures.h (label sets as pictures), missing.h (what is not there) and titles.h.
#ifndef EXPERIMENTS_REPORT_REPORT_H_
#define EXPERIMENTS_REPORT_REPORT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/report/report_spec.pb.h"
#include "google/protobuf/message.h"
#include "results/attack.pb.h"
#include "results/figure.pb.h"
#include "results/label_set.pb.h"
#include "results/published/published.pb.h"
#include "results/report.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// What stands in the files that a spec names.
struct ReportInputs {
  // Those of spec.runs(), in its order; one without test and without failure is absent.
  std::vector<RunResult> runs;
  // Those of spec.attacks(), in its order; an empty one is absent.
  std::vector<AttackResult> attacks;
  // Those of spec.label_sets(), in its order; empty where there is no file. One whose input is bad
  // holds nothing but its failure.
  std::vector<LabelSet> label_sets;
  // That of spec.published(), whose names the catalogue knows; an empty one where there is none.
  PublishedNumbers published;
};

// Reads them. A run or attack whose file is not there is an empty one; all others have to be there.
absl::StatusOr<ReportInputs> ReadInputs(const ReportSpec& spec);

// For forms that read spec.measurements(): one of a kind of experiments/measure/kinds.bzl, whose
// message `result` is. NOT_FOUND naming the file, and INVALID_ARGUMENT where it holds no such
// message or, without failure, digests that cannot be.
absl::Status ReadMeasured(const std::string& kind, const std::string& file,
                          google::protobuf::Message* result);

// For forms that need them: INVALID_ARGUMENT where there are no published numbers, or where a run
// is a variant, which no published number says that it is.
absl::Status CheckHasPublished(const ReportSpec& spec, const ReportInputs& inputs);

using MakeTableFunction = absl::StatusOr<Table> (*)(const ReportSpec&, const ReportInputs&);
using MakeFigureFunction = absl::StatusOr<Figure> (*)(const ReportSpec&, const ReportInputs&);

// Adds a form to the registry while the program starts.
class RegisteredForm {
 public:
  RegisteredForm(const std::string& form, MakeTableFunction make);
  RegisteredForm(const std::string& form, MakeFigureFunction make);
};

// Calls the registered function of spec.form(). NOT_FOUND, naming the forms that this program has,
// where there is none that makes a table, or a figure; else what that function returns.
absl::StatusOr<Table> MakeTable(const ReportSpec& spec, const ReportInputs& inputs);
absl::StatusOr<Figure> MakeFigure(const ReportSpec& spec, const ReportInputs& inputs);

// Makes what the spec in the file `spec_path` (ReportSpec, text) asks for, and writes it as
// `out_prefix` with .pb and so on, in every format that needs no renderer. Relative paths in the
// spec are UserPaths. An error leaves no file.
absl::Status WriteReport(const std::string& spec_path, const std::string& out_prefix);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_REPORT_H_
