// Figure 4: test accuracy by the fraction of the training images used.
//
// A panel for each data set and encoder, a line for each label kind: the mean over seeds with its
// 95 % t interval and the single runs. Runs that failed or are absent are named and the others
// stay.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "experiments/figures/fraction_runs.h"
#include "experiments/figures/fraction_table.h"
#include "experiments/report/compared_runs.h"
#include "experiments/report/figure_runs.h"
#include "experiments/report/report.h"
#include "lib/base/status_macros.h"
#include "lib/viz/intervals.h"
#include "lib/viz/mean_point.h"

namespace labelrep {
namespace {

std::vector<SingleRun> MeasuredAccuracies(const FractionGroup& group) {
  std::vector<SingleRun> runs;
  for (const RunOutcome& outcome : group.seeds) {
    if (!outcome.IsMeasured()) continue;
    if (const std::optional<double> accuracy = TestAccuracy(*outcome.result)) {
      SingleRun& run = runs.emplace_back();
      run.set_run(outcome.run->name());
      run.set_y(*accuracy);
    }
  }
  return runs;
}

void AddLines(const Catalogue& catalogue, const std::vector<RunOutcome>& outcomes,
              const std::vector<FractionGroup>& groups, Figure& figure) {
  const std::vector<ComparedModels> panels = ModelsOf(catalogue, outcomes);
  const std::vector<std::string> kinds = LabelKinds(catalogue, outcomes);
  std::map<std::pair<int, int>, Line> lines;
  for (const FractionGroup& group : groups) {
    const std::vector<SingleRun> runs = MeasuredAccuracies(group);
    if (runs.empty()) continue;
    const auto panel = std::find_if(
        panels.begin(), panels.end(),
        [&](const ComparedModels& models) { return models.Include(*group.seeds[0].run); });
    const int column = static_cast<int>(panel - panels.begin());
    const int series =
        static_cast<int>(std::find(kinds.begin(), kinds.end(), group.kind) - kinds.begin());
    Line& line = lines[{column, series}];
    line.set_row(0);
    line.set_column(column);
    line.set_series(series);
    *line.add_points() = MeanPoint(group.percent, runs);
  }
  for (const auto& [place, line] : lines) *figure.add_lines() = line;
}

void SetAxes(const std::vector<FractionGroup>& groups, Figure& figure) {
  figure.mutable_x()->set_title("training images used (%)");
  figure.mutable_x()->set_log(true);
  std::set<double> fractions;
  for (const FractionGroup& group : groups) fractions.insert(group.percent);
  for (double percent : fractions) figure.mutable_x()->add_ticks(percent);
  if (fractions.size() > 1) {
    // The data alone would leave out fractions of which no run is there.
    figure.mutable_x()->set_min(*fractions.begin());
    figure.mutable_x()->set_max(*fractions.rbegin());
  }
  Axis& y = *figure.add_rows()->mutable_y();
  y.set_title("test accuracy");
  y.set_format(Axis::SHARE);
  y.set_min(0);
  y.set_max(1);
}

void SayWhatTheBandIs(Figure& figure) {
  if (HasIntervals(figure)) {
    figure.set_interval("95 % t interval of the mean over seeds; faint points are single runs");
  } else if (!figure.lines().empty()) {
    figure.add_notes("One seed: no interval.");
  }
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<RunOutcome> outcomes,
                            CheckedOutcomes(spec, inputs.runs));
  const std::vector<FractionGroup> groups = GroupByFraction(spec.catalogue(), outcomes);
  Figure figure;
  FillFromRuns(spec, outcomes, figure);
  SetAxes(groups, figure);
  AddLines(spec.catalogue(), outcomes, groups, figure);
  SayWhatTheBandIs(figure);
  figure.add_notes(
      "The subsets are nested, and at a seed the same for all labels. Decision: largest output "
      "where the labels are categories, nearest label otherwise.");
  *figure.mutable_table() = MakeFractionTable(groups, spec.baseline());
  return figure;
}

const RegisteredFigure kRegistered("fraction_figure", &Make);

}  // namespace
}  // namespace labelrep
