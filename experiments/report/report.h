// What a table or figure is: one file that registers a function, and one entry in the catalogue.bzl
// beside it.
//
//   absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
//     LABELREP_ASSIGN_OR_RETURN(const auto outcomes, CheckedOutcomes(spec, inputs.runs));
//     ...  // rows and columns
//     return table;
//   }
//   const RegisteredTable kRegistered("accuracy_table", &Make);
#ifndef EXPERIMENTS_REPORT_REPORT_H_
#define EXPERIMENTS_REPORT_REPORT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/report/report_spec.pb.h"
#include "results/attack.pb.h"
#include "results/figure.pb.h"
#include "results/label_set.pb.h"
#include "results/report.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// What stands in the files that a spec names.
struct ReportInputs {
  // Those of spec.runs(), in its order; one without test and without failure is absent.
  std::vector<RunResult> runs;
  // Those of spec.attacks(), in its order; an empty one is absent.
  std::vector<AttackResult> attacks;
  // Those of spec.label_sets(), in its order.
  std::vector<LabelSet> label_sets;
};

// Reads them. A run or attack whose file is not there is an empty one; a label set has to be there.
absl::StatusOr<ReportInputs> ReadInputs(const ReportSpec& spec);

using MakeTableFunction = absl::StatusOr<Table> (*)(const ReportSpec&, const ReportInputs&);
using MakeFigureFunction = absl::StatusOr<Figure> (*)(const ReportSpec&, const ReportInputs&);

// Adds a form to the registry while the program starts.
class RegisteredTable {
 public:
  RegisteredTable(const std::string& form, MakeTableFunction make);
};
class RegisteredFigure {
 public:
  RegisteredFigure(const std::string& form, MakeFigureFunction make);
};

// A function of the registry; one of the two is null.
struct ReportForm {
  MakeTableFunction make_table = nullptr;
  MakeFigureFunction make_figure = nullptr;
};

// NOT_FOUND naming those that this program has where it has no such form.
absl::StatusOr<ReportForm> FindForm(const std::string& form);

// Calls the registered function of spec.form(). NOT_FOUND where there is none that makes a table,
// or a figure; else what that function returns.
absl::StatusOr<Table> MakeTable(const ReportSpec& spec, const ReportInputs& inputs);
absl::StatusOr<Figure> MakeFigure(const ReportSpec& spec, const ReportInputs& inputs);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_REPORT_H_
