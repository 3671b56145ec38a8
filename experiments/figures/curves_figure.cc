// How runs learn, epoch by epoch: Figure 2, and the curves behind Figure 4.
//
// Upper panels: training loss divided by that of the first epoch, which compares losses of
// different kinds, at the first epoch and those of validation. Lower panels: validation accuracy. A
// panel for each data set and encoder, a line for each label kind, over several seeds their mean
// and range. Where the runs have several training fractions there is a panel for each, and the x
// axis is the share of a run's epochs, as runs on few images take more of them. The table behind it
// has a row for each line, with where the runs began and ended. Refuses a result without epochs, or
// whose first loss is not above 0.
#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "experiments/report/figure_parts.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "lib/base/status_macros.h"
#include "lib/viz/intervals.h"

namespace labelrep {
namespace {

absl::Status CheckEpochs(const RunOutcome& outcome) {
  if (!outcome.IsMeasured()) return absl::OkStatus();
  if (outcome.result->epochs().empty()) {
    return absl::FailedPreconditionError(absl::StrCat(
        outcome.spec->result(), ": epochs: none, expected those of ", outcome.spec->name()));
  }
  const double first = outcome.result->epochs(0).train_loss();
  if (first > 0) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(outcome.spec->result(),
                                                    ": epochs[0].train_loss: ", first,
                                                    ", expected above 0 to compare others with"));
}

double FirstLoss(const RunResult& result) { return result.epochs(0).train_loss(); }

double LastLoss(const RunResult& result) { return result.epochs().rbegin()->train_loss(); }

double BestAccuracy(const RunResult& result) {
  return BestValidationAccuracy(result).value_or(result.epochs().rbegin()->validation_accuracy());
}

// "2 %, 400 epochs"; no epochs where the runs differ in them.
std::string FractionTitle(const SeedGroup& of, const std::vector<SeedGroup>& groups) {
  std::set<int> epochs;
  for (const SeedGroup& group : groups) {
    if (group.models != of.models || group.percent != of.percent) continue;
    for (const RunOutcome& outcome : group.seeds) {
      if (outcome.result->has_recipe()) epochs.insert(outcome.result->recipe().epochs());
    }
  }
  return absl::StrCat(of.percent, " %",
                      epochs.size() == 1 ? absl::StrCat(", ", *epochs.begin(), " epochs") : "");
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

void AddCurves(const std::vector<SeedGroup>& groups, const std::vector<int>& columns,
               Figure& figure) {
  enum Panels { kLoss, kAccuracy };
  const bool several = HasSeveralFractions(groups);
  SeedLines lines;
  for (size_t i = 0; i < groups.size(); ++i) {
    for (const RunOutcome& outcome : groups[i].seeds) {
      if (!outcome.IsMeasured()) continue;
      const RunResult& result = *outcome.result;
      for (const EpochResult& epoch : result.epochs()) {
        const double x =
            several ? static_cast<double>(epoch.epoch()) / result.recipe().epochs() : epoch.epoch();
        const bool is_validated = epoch.has_validation_accuracy();
        // At the epochs of validation, as hundreds of epochs would only blur a curve.
        if (is_validated || epoch.epoch() == result.epochs(0).epoch()) {
          lines.Add(kLoss, columns[i], outcome, x, epoch.train_loss() / FirstLoss(result));
        }
        if (is_validated) lines.Add(kAccuracy, columns[i], outcome, x, epoch.validation_accuracy());
      }
    }
  }
  *figure.add_rows()->mutable_y() = ShareAxis("training loss, first epoch = 100%");
  *figure.add_rows()->mutable_y() = ShareAxis("validation accuracy");
  for (const Line& line : lines.Ranges()) {
    Axis& y = *figure.mutable_rows(line.row())->mutable_y();
    for (const Point& point : line.points()) {
      y.set_max(std::max({y.max(), point.y(), point.hi()}));
    }
    *figure.add_lines() = line;
  }
  if (several) {
    *figure.mutable_x() = ShareAxis("epochs done, of all");
  } else {
    figure.mutable_x()->set_title("epoch");
    SetEpochTicks(figure);
  }
}

Table CurvesTable(const ReportRuns& runs, const std::vector<SeedGroup>& groups) {
  Table table = StartGroupTable(runs, groups, HasSeveralFractions(groups));
  const auto add = [&](const char* of, const char* heading, const char* unit, int decimals,
                       const RunMeasure& measure) {
    AddSeedColumn(groups, {of, heading}, unit, decimals, measure, table);
  };
  add("training loss", "first epoch", "", 3, FirstLoss);
  add("training loss", "last epoch", "", 3, LastLoss);
  add("training loss", "last / first", "%", 1,
      [](const RunResult& result) { return LastLoss(result) / FirstLoss(result); });
  add("validation accuracy", "best", "%", 2, BestAccuracy);
  add("validation accuracy", "at epoch", "", 0,
      [](const RunResult& result) { return result.best_epoch(); });
  AddSpreadNote(table);
  return table;
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  for (const RunOutcome& outcome : runs.outcomes) LABELREP_RETURN_IF_ERROR(CheckEpochs(outcome));
  Figure figure = StartFigure(spec, runs);
  const std::vector<SeedGroup> groups = GroupSeeds(runs);
  const auto title = [&](const SeedGroup& group) { return FractionTitle(group, groups); };
  AddCurves(groups, SetColumns(runs, groups, title, figure), figure);
  if (HasIntervals(figure)) figure.set_interval("smallest to largest of the seeds");
  figure.add_notes(
      "The training loss is the mean over an epoch's images as seen while training, divided by "
      "that of the first epoch: labels are trained with different losses.");
  *figure.mutable_table() = CurvesTable(runs, groups);
  return figure;
}

const RegisteredForm kRegistered("curves_figure", &Make);

}  // namespace
}  // namespace labelrep
