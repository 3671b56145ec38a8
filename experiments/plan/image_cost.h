// What one image of a run costs on this machine: arithmetic from the model, time from a
// measurement.
#ifndef EXPERIMENTS_PLAN_IMAGE_COST_H_
#define EXPERIMENTS_PLAN_IMAGE_COST_H_

#include "absl/status/statusor.h"
#include "experiments/plan/plan.h"

namespace labelrep {

// With `jobs` runs at a time, measured for about `budget_s` seconds. A recipe for CUDA is timed on
// the CPU, in fp32, where there is no GPU.
absl::StatusOr<ImageCost> MeasureImageCost(const Recipe& recipe, const PlannedRun& run, int jobs,
                                           double budget_s);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_IMAGE_COST_H_
