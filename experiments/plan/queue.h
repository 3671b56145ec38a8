// What is left to train, as it is best taken up.
#ifndef EXPERIMENTS_PLAN_QUEUE_H_
#define EXPERIMENTS_PLAN_QUEUE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/plan/plan.h"
#include "experiments/plan/planned_runs.h"

namespace labelrep {

// Those of `runs` that are not recorded in `folder`, that of a profile under results/measured.
// NOT_FOUND where all are recorded; else errors as of FindRecordedRun.
absl::StatusOr<std::vector<PlannedRun>> RunsToRecord(std::vector<PlannedRun> runs,
                                                     const std::string& folder);

// The runs, without attacks, the longest first, so that none that is begun last keeps the others
// waiting.
RunList LongestFirst(std::vector<PlannedCost> costs);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_QUEUE_H_
