// How much the statistics of labels that are drawn depend on the draw.
//
// A row for each label set, which is one draw; for entropy (mean over classes) and the mean L1 and
// L2 distance between classes: that draw's, the mean with its standard deviation over 60 draws of
// the same kind for the same class names, and the share of these that is smaller than that draw's.
// The draws have label seeds 0 to 59. Refuses a label set that was made from a file.
#include <array>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "experiments/report/titles.h"
#include "labels/make.h"
#include "lib/base/status_macros.h"
#include "lib/stats/label_statistics.h"
#include "lib/stats/mean_and_std.h"

namespace labelrep {
namespace {

constexpr int kDraws = 60;
constexpr int kStatistics = 3;
constexpr const char* kNames[kStatistics] = {"entropy", "L1", "L2"};
constexpr const char* kUnits[kStatistics] = {"bits", "", ""};

absl::StatusOr<std::array<double, kStatistics>> StatisticsOf(const LabelSet& labels) {
  LABELREP_ASSIGN_OR_RETURN(const LabelStatistics statistics, ComputeLabelStatistics(labels));
  return std::array{statistics.entropy_bits.mean, statistics.mean_l1, statistics.mean_l2};
}

// The statistics of each draw, one vector for each statistic.
absl::StatusOr<std::array<std::vector<double>, kStatistics>> Draw(const LabelSet& labels) {
  std::array<std::vector<double>, kStatistics> draws;
  for (int seed = 0; seed < kDraws; ++seed) {
    LABELREP_ASSIGN_OR_RETURN(const LabelSet drawn, DrawAgain(labels, seed));
    LABELREP_ASSIGN_OR_RETURN(const auto statistics, StatisticsOf(drawn));
    for (int i = 0; i < kStatistics; ++i) draws[i].push_back(statistics[i]);
  }
  return draws;
}

absl::Status AddLabelsRow(const Catalogue& catalogue, const ReportSpec::Labels& entry,
                          const LabelSet& labels, Table& table) {
  LABELREP_ASSIGN_OR_RETURN(const auto used, StatisticsOf(labels));
  LABELREP_ASSIGN_OR_RETURN(const auto draws, Draw(labels));
  Row& row = AddRow(
      table, {TitleOf(catalogue.datasets(), entry.dataset()),
              TitleOf(catalogue.labels(), entry.kind()), absl::StrCat(labels.recipe().seed())});
  for (int i = 0; i < kStatistics; ++i) {
    const MeanAndStd over_draws = OfSample(draws[i]);
    double smaller = 0;
    for (const double drawn : draws[i]) smaller += drawn < used[i];
    Cell mean = NumberCell(over_draws.mean);
    mean.set_spread(over_draws.std);
    for (const Cell& cell : {NumberCell(used[i]), mean, NumberCell(smaller / kDraws)}) {
      *row.add_cells() = cell;
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  if (spec.label_sets().empty()) {
    return absl::InvalidArgumentError(absl::StrCat("table ", spec.name(), ": no label sets"));
  }
  Table table = StartTable(spec, spec.subtitle(), {"data set", "label", "draw"});
  NameColumnHeadings(table, {"statistic", "measure"});
  for (int i = 0; i < kStatistics; ++i) {
    AddColumn(table, {kNames[i], "this draw"}, kUnits[i], 3);
    AddColumn(table, {kNames[i], absl::StrCat(kDraws, " draws")}, kUnits[i], 3);
    AddColumn(table, {kNames[i], "draws below"}, "%", 0);
  }
  for (int i = 0; i < spec.label_sets_size(); ++i) {
    const ReportSpec::Labels& entry = spec.label_sets(i);
    const absl::Status added =
        AddLabelsRow(spec.catalogue(), entry, inputs.label_sets.at(i), table);
    if (!added.ok()) {
      return absl::Status(added.code(), absl::StrCat(entry.file(), ": ", added.message()));
    }
  }
  table.add_notes(
      absl::StrCat("draw: the label seed. ", kDraws,
                   " draws: mean ± standard deviation over label seeds 0 to ", kDraws - 1,
                   ", of a sample. draws below: the share of these whose number is smaller; of a "
                   "draw like any other, any share is as likely."));
  return table;
}

const RegisteredForm kRegistered("draws_table", &Make);

}  // namespace
}  // namespace labelrep
