// Table 2: entropy and pairwise distance of label sets.
#ifndef EXPERIMENTS_TABLES_STATISTICS_TABLE_H_
#define EXPERIMENTS_TABLES_STATISTICS_TABLE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/label_set.pb.h"
#include "results/report.pb.h"

namespace labelrep {

// Rows: the paper's kinds in the protocol's order, then others as they come; columns: for each data
// set entropy (mean and standard deviation over classes), mean L1 and mean L2 distance.
// `label_sets` are those of spec.label_sets(), in its order. A kind that a data set does not have
// is marked as absent. INVALID_ARGUMENT for no label sets, the same kind twice for a data set, or
// what ComputeLabelStatistics refuses.
absl::StatusOr<Table> MakeStatisticsTable(const TableSpec& spec,
                                          const std::vector<LabelSet>& label_sets);

// The same with the label sets read from the files that the spec names.
absl::StatusOr<Table> ReadStatisticsTable(const TableSpec& spec);

}  // namespace labelrep

#endif  // EXPERIMENTS_TABLES_STATISTICS_TABLE_H_
