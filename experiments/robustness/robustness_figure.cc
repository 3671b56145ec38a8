// Figures 3, 6 and 7: accuracy under attack by epsilon.
//
// A row of panels for each data set and encoder, a column for each attack that is drawn
// (robustness_curves.h), a line for each label kind; over several seeds the mean with its 95 % t
// interval. By measured change the table has both by epsilon. What failed or is absent is named and
// the others stay.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "experiments/report/attack_titles.h"
#include "experiments/report/attacked_runs.h"
#include "experiments/report/compared_runs.h"
#include "experiments/report/figure_runs.h"
#include "experiments/report/report.h"
#include "experiments/robustness/robustness_curves.h"
#include "lib/base/status_macros.h"
#include "lib/viz/figure_table.h"
#include "lib/viz/intervals.h"
#include "lib/viz/mean_point.h"

namespace labelrep {
namespace {

constexpr char kChangeTitle[] = "mean L2 norm of the change (normalised units)";

// By epsilon, or by the mean measured change at each epsilon.
Line LineOf(const RobustnessCurve& curve, bool by_measured_change) {
  std::vector<Point> points;
  for (const auto& [epsilon, measured] : curve.by_epsilon) {
    const double x = by_measured_change ? MeanPoint(epsilon, measured.changes).y() : epsilon;
    points.push_back(MeanPoint(x, measured.accuracies));
  }
  // An attack may change less at a larger epsilon, or as little.
  std::stable_sort(points.begin(), points.end(),
                   [](const Point& a, const Point& b) { return a.x() < b.x(); });
  Line line;
  line.set_row(curve.row);
  line.set_column(curve.column);
  line.set_series(curve.series);
  for (const Point& point : points) {
    if (line.points().empty() || line.points().rbegin()->x() < point.x()) {
      *line.add_points() = point;
    }
  }
  return line;
}

void AddLines(const std::vector<RobustnessCurve>& curves, bool by_measured_change, Figure& figure) {
  double largest_x = 0;
  for (const RobustnessCurve& curve : curves) {
    const Line& line = *figure.add_lines() = LineOf(curve, by_measured_change);
    largest_x = std::max(largest_x, line.points().rbegin()->x());
  }
  if (largest_x > 0) {
    // The same in all panels, though some attacks ran at fewer epsilons.
    figure.mutable_x()->set_min(0);
    figure.mutable_x()->set_max(largest_x);
  }
  if (HasIntervals(figure)) figure.set_interval("95 % t interval of the mean over seeds");
}

void SetEpsilonAxis(Figure& figure) {
  figure.mutable_x()->set_title(
      absl::StrCat("epsilon (normalised units; ", EpsilonInPixels(0.1), ")"));
  for (const double tick : {0.0, 0.1, 0.2, 0.3}) figure.mutable_x()->add_ticks(tick);
}

// Both accuracy and change by epsilon: the change differs from line to line, so that it cannot head
// columns.
Table TableByEpsilon(const Figure& figure, const std::vector<RobustnessCurve>& curves) {
  Figure by_epsilon = figure;
  by_epsilon.clear_x();
  by_epsilon.clear_lines();
  SetEpsilonAxis(by_epsilon);
  AddLines(curves, /*by_measured_change=*/false, by_epsilon);
  for (const PanelRow& accuracy : figure.rows()) {
    PanelRow& change = *by_epsilon.add_rows();
    change.set_heading(accuracy.heading());
    change.mutable_y()->set_title(kChangeTitle);
  }
  for (RobustnessCurve curve : curves) {
    curve.row += figure.rows_size();
    for (auto& [epsilon, measured] : curve.by_epsilon) measured.accuracies = measured.changes;
    *by_epsilon.add_lines() = LineOf(curve, /*by_measured_change=*/false);
  }
  return FigureTable(by_epsilon);
}

void SetAxes(const std::vector<ComparedModels>& panels, const ReportSpec& spec, Figure& figure) {
  if (spec.by_measured_change()) {
    figure.mutable_x()->set_title(kChangeTitle);
  } else {
    SetEpsilonAxis(figure);
  }
  for (const ComparedModels& panel : panels) {
    PanelRow& row = *figure.add_rows();
    row.set_heading(panel.title);
    row.mutable_y()->set_title(spec.of_initially_correct() ? "accuracy, of initially correct"
                                                           : "accuracy");
    row.mutable_y()->set_format(Axis::SHARE);
    row.mutable_y()->set_min(0);
    row.mutable_y()->set_max(1);
  }
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<AttackedRun> runs, GroupAttacks(spec, inputs));
  const std::vector<RunOutcome> outcomes = OutcomesOf(runs);
  Figure figure;
  FillFromRuns(spec, outcomes, figure);
  figure.clear_columns();
  for (const std::string& column : AttackColumns(spec.catalogue(), runs))
    figure.add_columns(column);
  SetAxes(ModelsOf(spec.catalogue(), outcomes), spec, figure);
  LABELREP_ASSIGN_OR_RETURN(
      const std::vector<RobustnessCurve> curves,
      MakeRobustnessCurves(spec.catalogue(), runs, spec.of_initially_correct()));
  AddLines(curves, spec.by_measured_change(), figure);
  for (const std::string& missing : MissingAttacks(runs, IsDrawn)) figure.add_missing(missing);
  figure.add_notes(
      "Accuracy is on the true class, also under targeted attacks. An attack on the margin is "
      "fitted to the decision rule; one on the model's own loss, as in the paper, is not.");
  figure.add_notes(spec.of_initially_correct()
                       ? "Over the images that were decided correctly without attack."
                       : "Images that were decided wrongly without attack count as wrong.");
  if (spec.by_measured_change()) *figure.mutable_table() = TableByEpsilon(figure, curves);
  return figure;
}

const RegisteredFigure kRegistered("robustness_figure", &Make);

}  // namespace
}  // namespace labelrep
