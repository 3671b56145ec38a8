// What one image of a run costs on this machine: arithmetic from the model, time from a
// measurement.
#ifndef EXPERIMENTS_PLAN_IMAGE_COST_H_
#define EXPERIMENTS_PLAN_IMAGE_COST_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "experiments/plan/plan.h"

namespace labelrep {

// With `jobs` runs at a time. A recipe for CUDA is timed on the CPU, in fp32 and small batches,
// where there is no GPU.
class CostMeter {
 public:
  // Each model that is timed is for about `budget_s` seconds.
  CostMeter(int jobs, double budget_s) : jobs_(jobs), budget_s_(budget_s) {}

  // One model of each encoder and kind of head is timed; what others of them take is in proportion
  // to their arithmetic.
  absl::StatusOr<ImageCost> Measure(const RunToPlan& run);

 private:
  int jobs_;
  double budget_s_;
  std::map<std::string, ImageCost> timed_;
};

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_IMAGE_COST_H_
