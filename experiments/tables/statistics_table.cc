// Table 2: entropy and pairwise distance of label sets.
//
// Rows: label kinds, those of the spec's own order first; columns: for each data set entropy (mean
// and standard deviation over classes), mean L1 and mean L2 distance. A kind that a data set does
// not have is marked as absent. Refuses the same kind twice for a data set, and what
// ComputeLabelStatistics refuses.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "experiments/report/titles.h"
#include "lib/base/digest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/stats/label_statistics.h"

namespace labelrep {
namespace {

// Entropy, L1 and L2 by data set and kind.
using Measurements = std::map<std::pair<std::string, std::string>, std::vector<Cell>>;

absl::StatusOr<Measurements> Measure(const ReportSpec& spec,
                                     const std::vector<LabelSet>& label_sets) {
  Measurements measurements;
  for (int i = 0; i < spec.label_sets_size(); ++i) {
    const ReportSpec::Labels& entry = spec.label_sets(i);
    const absl::StatusOr<LabelStatistics> statistics = ComputeLabelStatistics(label_sets.at(i));
    if (!statistics.ok()) {
      return absl::Status(statistics.status().code(),
                          absl::StrCat(entry.file(), ": ", statistics.status().message()));
    }
    std::vector<Cell> cells = {NumberCell(statistics->entropy_bits.mean),
                               NumberCell(statistics->mean_l1), NumberCell(statistics->mean_l2)};
    cells[0].set_spread(statistics->entropy_bits.std);
    const std::string sha256 = Sha256Hex(SerializeDeterministically(label_sets[i]));
    for (Cell& cell : cells) cell.set_source_sha256(sha256);
    if (!measurements.insert({{entry.dataset(), entry.kind()}, cells}).second) {
      return absl::InvalidArgumentError(absl::StrCat("table ", spec.name(), ": label_sets[", i,
                                                     "]: kind '", entry.kind(), "' of data set '",
                                                     entry.dataset(), "' comes twice"));
    }
  }
  return measurements;
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  if (spec.label_sets().empty()) {
    return absl::InvalidArgumentError(absl::StrCat("table ", spec.name(), ": no label sets"));
  }
  const Catalogue& catalogue = spec.catalogue();
  LABELREP_ASSIGN_OR_RETURN(const Measurements measurements, Measure(spec, inputs.label_sets));
  std::vector<std::string> datasets;
  std::vector<std::string> kinds;
  std::vector<std::string> class_counts;
  for (int i = 0; i < spec.label_sets_size(); ++i) {
    const ReportSpec::Labels& entry = spec.label_sets(i);
    datasets.push_back(entry.dataset());
    kinds.push_back(entry.kind());
    class_counts.push_back(absl::StrCat(TitleOf(catalogue.datasets(), entry.dataset()), ": ",
                                        inputs.label_sets[i].class_names_size(), " classes"));
  }
  datasets = InOrderOf(catalogue.datasets(), datasets);
  kinds = InOrder(InOrderOf(catalogue.labels(), kinds),
                  {spec.label_order().begin(), spec.label_order().end()});
  Table table =
      StartTable(spec, JoinSentences({spec.subtitle(), absl::StrJoin(InOrder(class_counts), "; ")}),
                 {"label"});
  NameColumnHeadings(table, {"data set", "statistic"});
  for (const std::string& dataset : datasets) {
    const std::string title = TitleOf(catalogue.datasets(), dataset);
    AddColumn(table, {title, "entropy"}, "bits", 3);
    AddColumn(table, {title, "L1"}, "", 2);
    AddColumn(table, {title, "L2"}, "", 3);
  }
  const Cell absent = MarkedCell(Cell::ABSENT, "this data set has no such label set here");
  for (const std::string& kind : kinds) {
    Row& row = AddRow(table, {TitleOf(catalogue.labels(), kind)});
    for (const std::string& dataset : datasets) {
      const auto found = measurements.find({dataset, kind});
      for (int i = 0; i < 3; ++i) {
        *row.add_cells() = found == measurements.end() ? absent : found->second[i];
      }
    }
  }
  table.add_notes(
      "entropy: of the distribution of one label's element values; mean ± standard deviation over "
      "classes.");
  table.add_notes(
      "L1, L2: elementwise Manhattan and Euclidean distance of two labels, the set scaled to [0, "
      "1]; mean over all pairs of classes.");
  return table;
}

const RegisteredForm kRegistered("statistics_table", &Make);

}  // namespace
}  // namespace labelrep
