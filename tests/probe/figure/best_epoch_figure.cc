// The test accuracy of each run by the epoch that its weights are of.
#include "experiments/report/figure_parts.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  Figure figure = StartFigure(spec, runs);
  figure.mutable_x()->set_title("best epoch");
  *figure.add_rows()->mutable_y() = ShareAxis("test accuracy");
  SeedLines lines;
  for (const RunOutcome& outcome : runs.outcomes) {
    if (!outcome.IsMeasured()) continue;
    lines.Add(0, outcome.models, outcome, outcome.result->best_epoch(),
              *TestAccuracy(*outcome.result));
  }
  for (const Line& line : lines.Means()) *figure.add_lines() = line;
  return figure;
}

const RegisteredForm kRegistered("best_epoch_figure", &Make);

}  // namespace
}  // namespace labelrep
