// Table 1: test accuracy by label kind and decision, data set and encoder.
#ifndef EXPERIMENTS_TABLES_ACCURACY_TABLE_H_
#define EXPERIMENTS_TABLES_ACCURACY_TABLE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/report.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// Rows: category; speech, shuffle, composite and constant, each by threshold and by nearest label
// (NN); then every other kind, in the order of the runs. A cell is the share of test images decided
// correctly, over several seeds their mean and (sample) standard deviation. A run that failed or is
// absent marks its cell and is named; where other seeds are there, the cell has their mean and
// names it too. `results` are those of spec.runs(), in its order; one without test and without
// failure is absent. INVALID_ARGUMENT for no runs; FAILED_PRECONDITION for a result that is not of
// its run's recipe.
absl::StatusOr<Table> MakeAccuracyTable(const TableSpec& spec,
                                        const std::vector<RunResult>& results);

// The same with the results read from the files that the spec names.
absl::StatusOr<Table> ReadAccuracyTable(const TableSpec& spec);

}  // namespace labelrep

#endif  // EXPERIMENTS_TABLES_ACCURACY_TABLE_H_
