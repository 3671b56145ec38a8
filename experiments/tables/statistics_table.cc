#include "experiments/tables/statistics_table.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/tables/titles.h"
#include "lib/base/digest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/data/label_set.h"
#include "lib/stats/label_statistics.h"

namespace labelrep {
namespace {

struct Measured {
  LabelStatistics statistics;
  std::string sha256;  // of the label set
};
// By data set and kind.
using Measurements = std::map<std::pair<std::string, std::string>, Measured>;

absl::StatusOr<Measurements> Measure(const TableSpec& spec,
                                     const std::vector<LabelSet>& label_sets) {
  Measurements measurements;
  for (int i = 0; i < spec.label_sets_size(); ++i) {
    const TableSpec::Labels& entry = spec.label_sets(i);
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

void AddColumns(const std::string& dataset, Table& table) {
  const auto add = [&](const std::string& heading, const std::string& unit, int decimals) {
    Column& column = *table.add_columns();
    column.add_headings(DatasetTitle(dataset));
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

// The protocol's order, each kind followed by the authors' labels of that kind.
std::vector<std::string> KindsInOrder() {
  std::vector<std::string> kinds;
  for (const char* kind : {"category", "constant", "speech", "shuffle", "composite", "random",
                           "lowdim", "bert", "glove"}) {
    kinds.push_back(kind);
    kinds.push_back(absl::StrCat("paper_", kind));
  }
  return kinds;
}

// "Shapes-10: 10 classes; ...".
std::string ClassCounts(const TableSpec& spec, const std::vector<LabelSet>& label_sets) {
  std::vector<std::string> parts;
  for (int i = 0; i < spec.label_sets_size(); ++i) {
    parts.push_back(absl::StrCat(DatasetTitle(spec.label_sets(i).dataset()), ": ",
                                 label_sets[i].class_names_size(), " classes"));
  }
  return absl::StrJoin(InOrder(parts, {}), "; ");
}

}  // namespace

absl::StatusOr<Table> MakeStatisticsTable(const TableSpec& spec,
                                          const std::vector<LabelSet>& label_sets) {
  if (spec.label_sets().empty()) {
    return absl::InvalidArgumentError(absl::StrCat("table ", spec.name(), ": no label sets"));
  }
  LABELREP_ASSIGN_OR_RETURN(const Measurements measurements, Measure(spec, label_sets));
  std::vector<std::string> datasets, kinds;
  for (const TableSpec::Labels& entry : spec.label_sets()) {
    datasets.push_back(entry.dataset());
    kinds.push_back(entry.kind());
  }
  datasets = InOrder(datasets, {"cifar10", "cifar100"});
  kinds = InOrder(kinds, KindsInOrder());

  Table table;
  table.set_name(spec.name());
  table.set_title("Table 2: statistics of the label sets");
  // Label statistics depend on the data set, not on how models are trained.
  const bool is_smoke = spec.profile() == "smoke";
  table.set_subtitle(absl::StrCat(is_smoke ? ProfileTitle(spec.profile()) + ". " : "",
                                  ClassCounts(spec, label_sets)));
  table.set_profile(spec.profile());
  table.add_row_headings("label");
  for (const std::string& dataset : datasets) AddColumns(dataset, table);
  for (const std::string& kind : kinds) {
    Row& row = *table.add_rows();
    row.add_headings(LabelTitle(kind));
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
      "1]; mean over "
      "all pairs of classes.");
  return table;
}

absl::StatusOr<Table> ReadStatisticsTable(const TableSpec& spec) {
  std::vector<LabelSet> label_sets;
  for (const TableSpec::Labels& entry : spec.label_sets()) {
    LABELREP_ASSIGN_OR_RETURN(LabelSet labels, ReadLabelSet(entry.file()));
    label_sets.push_back(std::move(labels));
  }
  return MakeStatisticsTable(spec, label_sets);
}

}  // namespace labelrep
