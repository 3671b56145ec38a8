// How long the rest of a sweep takes, by what has been measured in it.
#ifndef EXPERIMENTS_SWEEP_TIME_LEFT_H_
#define EXPERIMENTS_SWEEP_TIME_LEFT_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/plan/planned_runs.h"
#include "experiments/sweep/run_state.h"

namespace labelrep {

struct SweepRun {
  RunToPlan planned;
  RunState state;
};

// Seconds left of each run: 0 of one that is done or failed, by its own rate of one that runs, else
// by the rate of the runs whose images cost the same (the median of them). Nothing where no such
// run has times.
absl::StatusOr<std::vector<std::optional<double>>> SecondsLeft(const std::vector<SweepRun>& runs);

}  // namespace labelrep

#endif  // EXPERIMENTS_SWEEP_TIME_LEFT_H_
