// A sweep as a table: one row for each run, and what all of it takes.
#ifndef EXPERIMENTS_SWEEP_SWEEP_TABLE_H_
#define EXPERIMENTS_SWEEP_SWEEP_TABLE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/sweep/time_left.h"
#include "results/report.pb.h"

namespace labelrep {

// `title` says which runs these are.
absl::StatusOr<Table> SweepTable(const std::vector<SweepRun>& runs, const std::string& title);

}  // namespace labelrep

#endif  // EXPERIMENTS_SWEEP_SWEEP_TABLE_H_
