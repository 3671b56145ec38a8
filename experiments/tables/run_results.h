// The results of the runs that a spec names.
#ifndef EXPERIMENTS_TABLES_RUN_RESULTS_H_
#define EXPERIMENTS_TABLES_RUN_RESULTS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// In the order of spec.runs(); an empty one where the spec names no file or the file is not there.
absl::StatusOr<std::vector<RunResult>> ReadRunResults(const TableSpec& spec);

}  // namespace labelrep

#endif  // EXPERIMENTS_TABLES_RUN_RESULTS_H_
