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
#include "experiments/report/titles.h"
#include "lib/base/digest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/stats/label_statistics.h"

namespace labelrep {
namespace {

struct Measured {
  LabelStatistics statistics;
  std::string sha256;  // of the label set
};
// By data set and kind.
using Measurements = std::map<std::pair<std::string, std::string>, Measured>;

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
    const std::string sha256 = Sha256Hex(SerializeDeterministically(label_sets[i]));
    if (!measurements.insert({{entry.dataset(), entry.kind()}, {*statistics, sha256}}).second) {
      return absl::InvalidArgumentError(absl::StrCat("table ", spec.name(), ": label_sets[", i,
                                                     "]: kind '", entry.kind(), "' of data set '",
                                                     entry.dataset(), "' comes twice"));
    }
  }
  return measurements;
}

void AddColumns(const std::string& dataset_title, Table& table) {
  const auto add = [&](const std::string& heading, const std::string& unit, int decimals) {
    Column& column = *table.add_columns();
    column.add_headings(dataset_title);
    column.add_headings(heading);
    if (!unit.empty()) column.set_unit(unit);
    column.set_decimals(decimals);
  };
  add("entropy", "bits", 3);
  add("L1", "", 2);
  add("L2", "", 3);
}

void AddCells(const Measured* measured, Row& row) {
  if (measured == nullptr) {
    for (int i = 0; i < 3; ++i) {
      Cell& cell = *row.add_cells();
      cell.set_status(Cell::ABSENT);
      cell.set_note("this data set has no such label set here");
    }
    return;
  }
  const LabelStatistics& statistics = measured->statistics;
  for (double value : {statistics.entropy_bits.mean, statistics.mean_l1, statistics.mean_l2}) {
    Cell& cell = *row.add_cells();
    cell.set_value(value);
    cell.set_source_sha256(measured->sha256);
  }
  row.mutable_cells(row.cells_size() - 3)->set_spread(statistics.entropy_bits.std);
}

std::vector<std::string> KindsInOrder(const ReportSpec& spec) {
  std::vector<std::string> kinds;
  for (const ReportSpec::Labels& entry : spec.label_sets()) kinds.push_back(entry.kind());
  return InOrder(LabelKindsInOrder(spec.catalogue(), kinds),
                 {spec.label_order().begin(), spec.label_order().end()});
}

// "Shapes-10: 10 classes; ...".
std::string ClassCounts(const ReportSpec& spec, const std::vector<LabelSet>& label_sets) {
  std::vector<std::string> parts;
  for (int i = 0; i < spec.label_sets_size(); ++i) {
    parts.push_back(absl::StrCat(DatasetTitle(spec.catalogue(), spec.label_sets(i).dataset()), ": ",
                                 label_sets[i].class_names_size(), " classes"));
  }
  return absl::StrJoin(InOrder(parts, {}), "; ");
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  if (spec.label_sets().empty()) {
    return absl::InvalidArgumentError(absl::StrCat("table ", spec.name(), ": no label sets"));
  }
  LABELREP_ASSIGN_OR_RETURN(const Measurements measurements, Measure(spec, inputs.label_sets));
  std::vector<std::string> datasets;
  for (const ReportSpec::Labels& entry : spec.label_sets()) datasets.push_back(entry.dataset());
  datasets = DatasetsInOrder(spec.catalogue(), datasets);
  Table table;
  table.set_name(spec.name());
  table.set_title(spec.title());
  table.set_subtitle(JoinSentences({spec.subtitle(), ClassCounts(spec, inputs.label_sets)}));
  table.set_profile(spec.profile());
  table.add_row_headings("label");
  for (const std::string& dataset : datasets) {
    AddColumns(DatasetTitle(spec.catalogue(), dataset), table);
  }
  for (const std::string& kind : KindsInOrder(spec)) {
    Row& row = *table.add_rows();
    row.add_headings(LabelTitle(spec.catalogue(), kind));
    for (const std::string& dataset : datasets) {
      const auto found = measurements.find({dataset, kind});
      AddCells(found == measurements.end() ? nullptr : &found->second, row);
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

const RegisteredTable kRegistered("statistics_table", &Make);

}  // namespace
}  // namespace labelrep
