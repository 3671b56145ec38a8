// A sweep as a table: one row for each run, and what all of it takes.
#ifndef EXPERIMENTS_SWEEP_SWEEP_TABLE_H_
#define EXPERIMENTS_SWEEP_SWEEP_TABLE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/plan/planned_runs.h"
#include "experiments/sweep/run_state.h"
#include "results/report.pb.h"

namespace labelrep {

struct SweepRun {
  PlannedRun planned;
  RunState state;
};

// Seconds left of each run: 0 of one that is done or failed, by its own rate of one that runs, else
// by the rate of the runs whose images cost the same (the median of them). Nothing where no such
// run has times.
absl::StatusOr<std::vector<std::optional<double>>> SecondsLeft(const std::vector<SweepRun>& runs);

// `title` says which runs these are.
absl::StatusOr<Table> SweepTable(const std::vector<SweepRun>& runs, const std::string& title);

}  // namespace labelrep

#endif  // EXPERIMENTS_SWEEP_SWEEP_TABLE_H_
