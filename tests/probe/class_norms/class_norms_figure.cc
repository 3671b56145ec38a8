// The mean feature norm of each class, a line for each label kind.
#include "absl/strings/str_cat.h"
#include "experiments/class_norms/class_norms.pb.h"
#include "experiments/report/figure_parts.h"
#include "experiments/report/report.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  Figure figure = StartFigure(spec, runs);
  figure.mutable_x()->set_title("class");
  figure.add_rows()->mutable_y()->set_title("mean norm of the features");
  SeedLines lines;
  for (const RunOutcome& run : runs.outcomes) {
    for (const ReportSpec::Measurement* measured : run.measurements) {
      ClassNormsResult norms;
      LABELREP_RETURN_IF_ERROR(ReadBinaryProto(measured->result(), &norms));
      if (norms.has_failure()) {
        figure.add_missing(absl::StrCat(run.spec->name(), ": ", norms.failure().message()));
      }
      for (int i = 0; i < norms.mean_norms_size(); ++i) {
        lines.Add(0, run.models, run, i, norms.mean_norms(i));
      }
    }
  }
  for (const Line& line : lines.Means()) *figure.add_lines() = line;
  return figure;
}

const RegisteredForm kRegistered("class_norms_figure", &Make);

}  // namespace
}  // namespace labelrep
