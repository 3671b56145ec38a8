// Label kinds, and variants of their training, side by side: test accuracy at one training
// fraction.
//
// A panel for each data set, encoder and training fraction, and in it a place for each label kind
// and each of its variants: the mean over seeds with its 95 % t interval, and the single runs. Runs
// that failed or are absent are named and the others stay. The table behind it has a row for each,
// with the difference to spec.baseline(), else of each variant to its own label kind, and with the
// validation accuracy, which replications print.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "experiments/report/comparison.h"
#include "experiments/report/figure_parts.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

void AddPoints(const std::vector<SeedGroup>& groups, const std::vector<int>& columns,
               Figure& figure) {
  SeedLines lines;
  for (size_t i = 0; i < groups.size(); ++i) {
    for (const RunOutcome& outcome : groups[i].seeds) {
      if (!outcome.IsMeasured()) continue;
      if (const std::optional<double> accuracy = TestAccuracy(*outcome.result)) {
        lines.Add(0, columns[i], outcome, outcome.kind, *accuracy);
      }
    }
  }
  lines.AddMeans(figure);
}

// Of all points in tens of per cent, as a few points of difference vanish on an axis of all shares.
Axis AccuracyAxis(const Figure& figure) {
  constexpr double kStep = 0.1;
  Axis axis = ShareAxis("test accuracy");
  if (figure.lines().empty()) return axis;
  double least = 1;
  double most = 0;
  for (const Line& line : figure.lines()) {
    for (const Point& point : line.points()) {
      least = std::min({least, point.y(), point.has_lo() ? point.lo() : 1});
      most = std::max({most, point.y(), point.hi()});
      for (const SingleRun& run : point.runs()) {
        least = std::min(least, run.y());
        most = std::max(most, run.y());
      }
    }
  }
  axis.set_min(std::max(0.0, kStep * std::floor(least / kStep)));
  axis.set_max(std::min(1.0, kStep * std::floor(most / kStep + 1)));
  return axis;
}

Table MakeComparisonTable(const ReportRuns& runs, const std::vector<SeedGroup>& groups,
                          const std::string& baseline) {
  Table table = TestAccuracyTable(runs, groups, baseline);
  AddSeedColumn(groups, {"validation accuracy"}, "%", 2, BestValidationAccuracy, table)
      .set_notation(Column::NUMBER);
  table.add_notes(
      "validation accuracy: of the epoch whose weights are tested, which has the best. Differences "
      "are of test accuracy.");
  return table;
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  Figure figure = StartFigure(spec, runs);
  const std::vector<SeedGroup> groups = GroupSeeds(runs);
  const auto title = [](const SeedGroup& group) { return absl::StrCat(group.percent, " %"); };
  AddPoints(groups, SetColumns(runs, groups, title, figure), figure);
  figure.mutable_x()->set_title("label");
  figure.mutable_x()->set_by_series(true);
  *figure.add_rows()->mutable_y() = AccuracyAxis(figure);
  NoteIfWithoutIntervals(figure);
  figure.add_notes(
      "At a seed all have the same images. Decision: largest output where the labels are "
      "categories, nearest label otherwise. Paired differences are in the table.");
  *figure.mutable_table() = MakeComparisonTable(runs, groups, spec.baseline());
  return figure;
}

const RegisteredForm kRegistered("comparison_figure", &Make);

}  // namespace
}  // namespace labelrep
