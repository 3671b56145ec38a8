// The test accuracy of each run by the epoch that its weights are of.
#include <algorithm>

#include "experiments/report/compared_runs.h"
#include "experiments/report/figure_runs.h"
#include "experiments/report/report.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// Nearest label where the label set has that rule, else largest output.
double TestAccuracy(const TestResult& test) {
  const int64_t correct = test.has_correct_by_nearest_label() ? test.correct_by_nearest_label()
                                                              : test.correct_by_largest_output();
  return static_cast<double>(correct) / static_cast<double>(test.images());
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<RunOutcome> outcomes,
                            CheckedOutcomes(spec, inputs.runs));
  Figure figure;
  FillFromRuns(spec, outcomes, figure);
  figure.mutable_x()->set_title("best epoch");
  Axis& y = *figure.add_rows()->mutable_y();
  y.set_title("test accuracy");
  y.set_format(Axis::SHARE);
  const std::vector<std::string> kinds = LabelKinds(spec.catalogue(), outcomes);
  for (const RunOutcome& outcome : outcomes) {
    if (!outcome.IsMeasured()) continue;
    const auto kind = std::find(kinds.begin(), kinds.end(), outcome.run->label());
    Line& line = *figure.add_lines();
    line.set_row(0);
    line.set_column(0);
    line.set_series(static_cast<int>(kind - kinds.begin()));
    Point& point = *line.add_points();
    point.set_x(outcome.result->best_epoch());
    point.set_y(TestAccuracy(outcome.result->test()));
  }
  return figure;
}

const RegisteredFigure kRegistered("best_epoch_figure", &Make);

}  // namespace
}  // namespace labelrep
