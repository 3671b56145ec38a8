// The flags of the programs that plan, and the runs that they ask for.
#ifndef EXPERIMENTS_PLAN_PLAN_FLAGS_H_
#define EXPERIMENTS_PLAN_PLAN_FLAGS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/plan/planned_runs.h"

namespace labelrep {

struct PlanRequest {
  PlanFilter filter;
  int jobs = 1;         // runs at a time, at least 1
  double budget_s = 1;  // to time each model for
  std::vector<RunToPlan> runs;
  std::vector<std::string> flags;  // that ask for the same
};

// INVALID_ARGUMENT naming the flag; errors as of ReadRuns.
absl::StatusOr<PlanRequest> PlanRequestFromFlags();

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_PLAN_FLAGS_H_
