#include "experiments/robustness/robustness_figure.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "experiments/figures/figure_runs.h"
#include "experiments/robustness/attack_titles.h"
#include "experiments/robustness/attacked_runs.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/status_macros.h"
#include "lib/viz/intervals.h"
#include "lib/viz/mean_point.h"

namespace labelrep {
namespace {

// The release's variant, and what runs once more to compare precisions, are the table's.
bool IsDrawn(const NamedAttack& attack, const AttackedRun& run) {
  const AttackRecipe& recipe = attack.result->recipe();
  return recipe.epsilons_size() > 1 && recipe.variant() == AttackRecipe::PAPER &&
         InPrecision(Recipe::FP32, attack, run) == nullptr;
}

// Titles of the attacks that are drawn and, where asked for, have been measured on some run.
std::vector<std::string> Titles(const std::vector<AttackedRun>& runs, bool measured) {
  std::vector<std::string> titles;
  for (const AttackedRun& run : runs) {
    for (const NamedAttack& attack : run.attacks) {
      if (!IsDrawn(attack, run) || (measured && !attack.IsMeasured())) continue;
      const std::string title = AttackTitle(attack.result->recipe());
      if (std::count(titles.begin(), titles.end(), title) == 0) titles.push_back(title);
    }
  }
  return titles;
}

// Titles of the columns, in the order of the attacks; one that nothing would be in only where all
// others were empty too.
std::vector<std::string> Columns(const std::vector<AttackedRun>& runs) {
  const std::vector<std::string> measured = Titles(runs, /*measured=*/true);
  std::vector<std::string> columns = Titles(runs, /*measured=*/false);
  if (measured.empty()) return columns;
  columns.erase(std::remove_if(columns.begin(), columns.end(),
                               [&](const std::string& title) {
                                 return std::count(measured.begin(), measured.end(), title) == 0;
                               }),
                columns.end());
  return columns;
}

// Mean change at a point of a summary's curve.
double MeasuredChange(const AttackResult& result, double epsilon) {
  for (const EpsilonResult& at_epsilon : result.epsilons()) {
    if (at_epsilon.epsilon() == epsilon) return at_epsilon.mean_l2();
  }
  return 0;
}

// Row, column and series of a line; then the measurements by the place on the x axis.
using Place = std::array<int, 3>;
using Curves = std::map<Place, std::map<double, std::vector<SingleRun>>>;

absl::Status AddCurve(const AttackedRun& run, const NamedAttack& attack, const RobustnessView& view,
                      const Place& place, Curves& curves) {
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(*attack.result));
  for (const AccuracyAtEpsilon& point : summary.curve) {
    const double x =
        view.by_measured_change ? MeasuredChange(*attack.result, point.epsilon) : point.epsilon;
    SingleRun& measured = curves[place][x].emplace_back();
    measured.set_run(run.run.run->name());
    measured.set_y(view.of_initially_correct ? point.AccuracyOfCorrect() : point.Accuracy());
  }
  return absl::OkStatus();
}

template <typename T, typename Predicate>
int IndexIf(const std::vector<T>& items, Predicate predicate) {
  return static_cast<int>(std::find_if(items.begin(), items.end(), predicate) - items.begin());
}

absl::StatusOr<Curves> MakeCurves(const std::vector<AttackedRun>& runs,
                                  const std::vector<std::string>& columns,
                                  const RobustnessView& view) {
  const std::vector<RunOutcome> outcomes = OutcomesOf(runs);
  const std::vector<PanelModels> panels = Panels(outcomes);
  const std::vector<std::string> kinds = LabelKinds(outcomes);
  Curves curves;
  for (const AttackedRun& run : runs) {
    for (const NamedAttack& attack : run.attacks) {
      if (!IsDrawn(attack, run) || !attack.IsMeasured()) continue;
      const std::string title = AttackTitle(attack.result->recipe());
      const Place place = {
          IndexIf(panels, [&](const PanelModels& panel) { return panel.Include(*run.run.run); }),
          IndexIf(columns, [&](const std::string& column) { return column == title; }),
          IndexIf(kinds, [&](const std::string& kind) { return kind == run.run.run->label(); })};
      LABELREP_RETURN_IF_ERROR(AddCurve(run, attack, view, place, curves));
    }
  }
  return curves;
}

void AddLines(const Curves& curves, Figure& figure) {
  double largest_x = 0;
  for (const auto& [place, points] : curves) {
    largest_x = std::max(largest_x, points.rbegin()->first);
    Line& line = *figure.add_lines();
    line.set_row(place[0]);
    line.set_column(place[1]);
    line.set_series(place[2]);
    for (const auto& [x, measured] : points) *line.add_points() = MeanPoint(x, measured);
  }
  if (largest_x > 0) {
    // The same in all panels, though some attacks ran at fewer epsilons.
    figure.mutable_x()->set_min(0);
    figure.mutable_x()->set_max(largest_x);
  }
  if (HasIntervals(figure)) figure.set_interval("95 % t interval of the mean over seeds");
}

void SetAxes(const std::vector<PanelModels>& panels, const RobustnessView& view, Figure& figure) {
  if (view.by_measured_change) {
    figure.mutable_x()->set_title("mean Euclidean length of the change (normalised units)");
  } else {
    figure.mutable_x()->set_title(
        absl::StrCat("epsilon (normalised units; ", EpsilonInPixels(0.1), ")"));
    for (const double tick : {0.0, 0.1, 0.2, 0.3}) figure.mutable_x()->add_ticks(tick);
  }
  for (const PanelModels& panel : panels) {
    PanelRow& row = *figure.add_rows();
    row.set_heading(panel.title);
    row.mutable_y()->set_title(view.of_initially_correct ? "accuracy, of initially correct"
                                                         : "accuracy");
    row.mutable_y()->set_format(Axis::SHARE);
    row.mutable_y()->set_min(0);
    row.mutable_y()->set_max(1);
  }
}

}  // namespace

absl::StatusOr<Figure> MakeRobustnessFigure(const TableSpec& spec,
                                            const std::vector<RunResult>& run_results,
                                            const std::vector<AttackResult>& attack_results,
                                            const RobustnessView& view) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<AttackedRun> runs,
                            GroupAttacks(spec, run_results, attack_results));
  const std::vector<RunOutcome> outcomes = OutcomesOf(runs);
  Figure figure;
  FillFromRuns(spec, outcomes, figure);
  figure.set_title(view.title);
  figure.clear_columns();
  const std::vector<std::string> columns = Columns(runs);
  for (const std::string& column : columns) figure.add_columns(column);
  SetAxes(Panels(outcomes), view, figure);
  LABELREP_ASSIGN_OR_RETURN(const Curves curves, MakeCurves(runs, columns, view));
  AddLines(curves, figure);
  for (const std::string& missing : MissingAttacks(runs, IsDrawn)) figure.add_missing(missing);
  figure.add_notes(
      "Accuracy is on the true class, also under targeted attacks. An attack on the margin is "
      "fitted to the decision rule; one on the model's own loss, as in the paper, is not.");
  figure.add_notes(view.of_initially_correct
                       ? "Over the images that were decided correctly without attack."
                       : "Images that were decided wrongly without attack count as wrong.");
  return figure;
}

}  // namespace labelrep
