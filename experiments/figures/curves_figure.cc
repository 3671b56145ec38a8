#include "experiments/figures/curves_figure.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "experiments/figures/curves_table.h"
#include "experiments/figures/figure_runs.h"
#include "lib/base/status_macros.h"
#include "lib/viz/mean_point.h"

namespace labelrep {
namespace {

// What a curve shows of an epoch; none where it was not measured.
using Measure = std::function<std::optional<double>(const RunResult&, const EpochResult&)>;

std::optional<double> RelativeLoss(const RunResult& result, const EpochResult& epoch) {
  return epoch.train_loss() / result.epochs(0).train_loss();
}

std::optional<double> ValidationAccuracy(const RunResult&, const EpochResult& epoch) {
  if (!epoch.has_validation_accuracy()) return std::nullopt;
  return epoch.validation_accuracy();
}

absl::Status CheckEpochs(const RunOutcome& outcome) {
  if (!outcome.IsMeasured()) return absl::OkStatus();
  if (outcome.result->epochs().empty()) {
    return absl::FailedPreconditionError(absl::StrCat(
        outcome.run->result(), ": epochs: none, expected those of ", outcome.run->name()));
  }
  const double first = outcome.result->epochs(0).train_loss();
  if (first > 0) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(outcome.run->result(),
                                                    ": epochs[0].train_loss: ", first,
                                                    ", expected above 0 to compare others with"));
}

// The mean curve of runs of one kind.
Line MeanCurve(const std::vector<RunOutcome>& runs, const Measure& measure) {
  std::map<int, std::vector<SingleRun>> by_epoch;
  for (const RunOutcome& outcome : runs) {
    for (const EpochResult& epoch : outcome.result->epochs()) {
      const std::optional<double> y = measure(*outcome.result, epoch);
      if (!y) continue;
      SingleRun& run = by_epoch[epoch.epoch()].emplace_back();
      run.set_run(outcome.run->name());
      run.set_y(*y);
    }
  }
  Line line;
  for (const auto& [epoch, singles] : by_epoch) *line.add_points() = MeanPoint(epoch, singles);
  return line;
}

void AddPanelRow(const std::vector<RunOutcome>& outcomes, const std::string& title,
                 const Measure& measure, Figure& figure) {
  const int row = figure.rows_size();
  Axis& y = *figure.add_rows()->mutable_y();
  y.set_title(title);
  y.set_format(Axis::SHARE);
  y.set_min(0);
  y.set_max(1);
  const std::vector<PanelModels> panels = Panels(outcomes);
  const std::vector<std::string> kinds = LabelKinds(outcomes);
  for (size_t column = 0; column < panels.size(); ++column) {
    for (size_t series = 0; series < kinds.size(); ++series) {
      Line line = MeanCurve(MeasuredRuns(outcomes, panels[column], kinds[series]), measure);
      if (line.points().empty()) continue;
      line.set_row(row);
      line.set_column(static_cast<int>(column));
      line.set_series(static_cast<int>(series));
      for (const Point& point : line.points()) y.set_max(std::max(y.max(), point.y()));
      *figure.add_lines() = line;
    }
  }
}

// Whole epochs in round steps, at most eight.
void SetEpochTicks(Figure& figure) {
  int last = 1;
  for (const Line& line : figure.lines()) {
    for (const Point& point : line.points()) last = std::max(last, static_cast<int>(point.x()));
  }
  int step = 1;
  for (int factor : {2, 5, 10, 20, 50, 100, 200, 500, 1000}) {
    if (last / step > 8) step = factor;
  }
  for (int epoch = step; epoch <= last; epoch += step) figure.mutable_x()->add_ticks(epoch);
}

bool HasIntervals(const Figure& figure) {
  return std::any_of(figure.lines().begin(), figure.lines().end(), [](const Line& line) {
    return std::any_of(line.points().begin(), line.points().end(),
                       [](const Point& point) { return point.has_lo(); });
  });
}

}  // namespace

absl::StatusOr<Figure> MakeCurvesFigure(const TableSpec& spec,
                                        const std::vector<RunResult>& results) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<RunOutcome> outcomes, CheckedOutcomes(spec, results));
  for (const RunOutcome& outcome : outcomes) LABELREP_RETURN_IF_ERROR(CheckEpochs(outcome));
  Figure figure;
  FillFromRuns(spec, outcomes, figure);
  figure.set_title("Figure 2: training loss and validation accuracy by epoch");
  figure.mutable_x()->set_title("epoch");
  AddPanelRow(outcomes, "training loss, first epoch = 100%", RelativeLoss, figure);
  AddPanelRow(outcomes, "validation accuracy", ValidationAccuracy, figure);
  SetEpochTicks(figure);
  if (HasIntervals(figure)) figure.set_interval("95 % t interval over seeds");
  figure.add_notes(
      "The training loss is the mean over an epoch's images as seen while training, divided by "
      "that "
      "of the first epoch: labels are trained with different losses.");
  *figure.mutable_table() = MakeCurvesTable(outcomes);
  return figure;
}

}  // namespace labelrep
