// How runs learn, epoch by epoch: Figure 2, and the curves behind Figure 4.
//
// Upper panels: training loss divided by that of the first epoch, which compares losses of
// different kinds, at the first epoch and those of validation. Lower panels: validation accuracy. A
// panel for each data set and encoder, a line for each label kind, over several seeds their mean
// and range. Where the runs have several training fractions there is a panel for each, and the x
// axis is the share of a run's epochs, as runs on few images take more of them. Refuses a result
// without epochs, or whose first loss is not above 0.
#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "experiments/figures/curves_table.h"
#include "experiments/figures/fraction_runs.h"
#include "experiments/report/compared_runs.h"
#include "experiments/report/figure_runs.h"
#include "experiments/report/report.h"
#include "lib/base/status_macros.h"
#include "lib/viz/intervals.h"
#include "lib/viz/mean_point.h"

namespace labelrep {
namespace {

// What a curve shows of an epoch; none where it was not measured.
using Measure = std::function<std::optional<double>(const RunResult&, const EpochResult&)>;

// At the epochs of validation, as hundreds of epochs would only blur a curve.
std::optional<double> RelativeLoss(const RunResult& result, const EpochResult& epoch) {
  const bool is_first = epoch.epoch() == result.epochs(0).epoch();
  if (!is_first && !epoch.has_validation_accuracy()) return std::nullopt;
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

// A column of panels.
struct CurveColumn {
  std::string title;
  std::vector<FractionGroup> groups;  // one for each label kind
};

// "2 %, 400 epochs"; no epochs where the runs differ in them.
std::string FractionTitle(const std::vector<FractionGroup>& groups) {
  std::set<int> epochs;
  for (const FractionGroup& group : groups) {
    for (const RunOutcome& outcome : group.seeds) {
      if (outcome.result->has_recipe()) epochs.insert(outcome.result->recipe().epochs());
    }
  }
  return absl::StrCat(groups[0].percent, " %",
                      epochs.size() == 1 ? absl::StrCat(", ", *epochs.begin(), " epochs") : "");
}

// By data set, encoder and fraction.
std::vector<CurveColumn> Columns(const std::vector<FractionGroup>& groups) {
  std::vector<CurveColumn> columns;
  for (const FractionGroup& group : groups) {
    const auto same = std::find_if(columns.begin(), columns.end(), [&](const CurveColumn& column) {
      return InOnePanel(column.groups[0], group) && column.groups[0].percent == group.percent;
    });
    if (same == columns.end()) {
      columns.push_back({group.models.title, {group}});
    } else {
      same->groups.push_back(group);
    }
  }
  if (!HasSeveralFractions(groups)) return columns;
  for (CurveColumn& column : columns) {
    absl::StrAppend(&column.title, ", ", FractionTitle(column.groups));
  }
  return columns;
}

// Where an epoch is on the x axis.
using EpochPlace = std::function<double(const RunResult&, const EpochResult&)>;

double EpochNumber(const RunResult&, const EpochResult& epoch) { return epoch.epoch(); }

double ShareOfEpochs(const RunResult& result, const EpochResult& epoch) {
  return static_cast<double>(epoch.epoch()) / result.recipe().epochs();
}

// The mean curve of runs of one kind.
Line MeanCurve(const FractionGroup& group, const EpochPlace& place, const Measure& measure) {
  std::map<double, std::vector<double>> by_place;
  for (const RunOutcome& outcome : group.seeds) {
    if (!outcome.IsMeasured()) continue;
    for (const EpochResult& epoch : outcome.result->epochs()) {
      if (const std::optional<double> y = measure(*outcome.result, epoch)) {
        by_place[place(*outcome.result, epoch)].push_back(*y);
      }
    }
  }
  Line line;
  for (const auto& [x, values] : by_place) *line.add_points() = MeanAndRange(x, values);
  return line;
}

void AddPanelRow(const std::vector<CurveColumn>& columns, const std::vector<std::string>& kinds,
                 const EpochPlace& place, const std::string& title, const Measure& measure,
                 Figure& figure) {
  const int row = figure.rows_size();
  Axis& y = *figure.add_rows()->mutable_y();
  y.set_title(title);
  y.set_format(Axis::SHARE);
  y.set_min(0);
  y.set_max(1);
  for (size_t column = 0; column < columns.size(); ++column) {
    for (const FractionGroup& group : columns[column].groups) {
      Line line = MeanCurve(group, place, measure);
      if (line.points().empty()) continue;
      line.set_row(row);
      line.set_column(static_cast<int>(column));
      line.set_series(
          static_cast<int>(std::find(kinds.begin(), kinds.end(), group.kind) - kinds.begin()));
      for (const Point& point : line.points()) {
        y.set_max(std::max({y.max(), point.y(), point.hi()}));
      }
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

void AddCurves(const std::vector<std::string>& kinds, const std::vector<FractionGroup>& groups,
               Figure& figure) {
  const std::vector<CurveColumn> columns = Columns(groups);
  if (!columns.empty()) figure.clear_columns();
  for (const CurveColumn& column : columns) figure.add_columns(column.title);
  const bool several = HasSeveralFractions(groups);
  const EpochPlace place = several ? ShareOfEpochs : EpochNumber;
  AddPanelRow(columns, kinds, place, "training loss, first epoch = 100%", RelativeLoss, figure);
  AddPanelRow(columns, kinds, place, "validation accuracy", ValidationAccuracy, figure);
  Axis& x = *figure.mutable_x();
  x.set_title(several ? "epochs done, of all" : "epoch");
  if (!several) return SetEpochTicks(figure);
  x.set_format(Axis::SHARE);
  x.set_min(0);
  x.set_max(1);
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<RunOutcome> outcomes,
                            CheckedOutcomes(spec, inputs.runs));
  for (const RunOutcome& outcome : outcomes) LABELREP_RETURN_IF_ERROR(CheckEpochs(outcome));
  Figure figure;
  FillFromRuns(spec, outcomes, figure);
  const std::vector<FractionGroup> groups = GroupByFraction(spec.catalogue(), outcomes);
  AddCurves(LabelKinds(spec.catalogue(), outcomes), groups, figure);
  if (HasIntervals(figure)) figure.set_interval("smallest to largest of the seeds");
  figure.add_notes(
      "The training loss is the mean over an epoch's images as seen while training, divided by "
      "that of the first epoch: labels are trained with different losses.");
  *figure.mutable_table() = MakeCurvesTable(groups);
  return figure;
}

const RegisteredFigure kRegistered("curves_figure", &Make);

}  // namespace
}  // namespace labelrep
