// Figure 4: test accuracy by the fraction of the training images used.
//
// A panel for each data set and encoder, a line for each label kind: the mean over seeds with its
// 95 % t interval and the single runs. Runs that failed or are absent are named and the others
// stay. The table behind it has a row for each point, with the difference to spec.baseline().
#include <optional>

#include "experiments/report/comparison.h"
#include "experiments/report/figure_parts.h"
#include "experiments/report/report.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

void AddLines(const ReportRuns& runs, Figure& figure) {
  SeedLines lines;
  for (const RunOutcome& outcome : runs.outcomes) {
    if (!outcome.IsMeasured()) continue;
    if (const std::optional<double> accuracy = TestAccuracy(*outcome.result)) {
      lines.Add(0, outcome.models, outcome, outcome.spec->train_fraction_percent(), *accuracy);
    }
  }
  lines.AddMeans(figure);
  NoteIfWithoutIntervals(figure);
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  Figure figure = StartFigure(spec, runs);
  *figure.mutable_x() = FractionAxis(runs);
  *figure.add_rows()->mutable_y() = ShareAxis("test accuracy");
  AddLines(runs, figure);
  figure.add_notes(
      "The subsets are nested, and at a seed the same for all labels. Decision: largest output "
      "where the labels are categories, nearest label otherwise.");
  *figure.mutable_table() = TestAccuracyTable(runs, GroupSeeds(runs), spec.baseline());
  return figure;
}

const RegisteredForm kRegistered("fraction_figure", &Make);

}  // namespace
}  // namespace labelrep
