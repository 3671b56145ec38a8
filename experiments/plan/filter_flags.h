// The flags by which a program is told which runs it is about: --profile, --table, --dataset,
// --encoder, --label, --fraction and --seed.
#ifndef EXPERIMENTS_PLAN_FILTER_FLAGS_H_
#define EXPERIMENTS_PLAN_FILTER_FLAGS_H_

#include "experiments/plan/planned_runs.h"

namespace labelrep {

// Of the parsed command line.
PlanFilter FilterFromFlags();

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_FILTER_FLAGS_H_
