// The flags by which a program is told which runs it is about: --profile, --table, --dataset,
// --encoder, --label and --seed.
#ifndef EXPERIMENTS_PLAN_FILTER_FLAGS_H_
#define EXPERIMENTS_PLAN_FILTER_FLAGS_H_

#include "absl/status/statusor.h"
#include "experiments/plan/planned_runs.h"

namespace labelrep {

// Of the parsed command line. INVALID_ARGUMENT for a seed that is none.
absl::StatusOr<PlanFilter> FilterFromFlags();

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_FILTER_FLAGS_H_
