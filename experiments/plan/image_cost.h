// What one image of a run costs on this machine: arithmetic from the model, time from a few
// training steps on synthetic images.
#ifndef EXPERIMENTS_PLAN_IMAGE_COST_H_
#define EXPERIMENTS_PLAN_IMAGE_COST_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "experiments/plan/image_costs.pb.h"
#include "results/run.pb.h"

namespace labelrep {

struct StepCost {
  double training_s_per_image = 0;    // forward, backward and update
  double evaluation_s_per_image = 0;  // forward in fp32
  // What a process with this model has resident at most; absent where the system does not say it.
  std::optional<int64_t> memory_bytes;
};

// Whether this build and machine can run on `device`.
bool DeviceIsHere(Recipe::Device device);

// Times the model of a recipe, a label shape and images of that height and width, with its batch
// size, precision, memory format, device and threads, while `jobs` - 1 more such models train at
// the same time, as they do when several runs share the machine. Steps are repeated for about
// `budget_s` seconds, at least twice after a first one that does not count; the median counts.
// NOT_FOUND for an unknown encoder; FAILED_PRECONDITION where the device is not here.
absl::StatusOr<StepCost> TimeSteps(const Recipe& recipe, absl::Span<const int32_t> label_shape,
                                   int64_t image_size, int jobs, double budget_s);

// Answers how much arithmetic `cost` is of, and nothing else. NOT_FOUND for an unknown encoder.
absl::Status CountOperations(ImageCosts::Cost& cost);

// With `jobs` runs at a time. A recipe for CUDA is timed on the CPU, in fp32 and small batches,
// where there is no GPU.
class CostMeter {
 public:
  // Each model that is timed is for about `budget_s` seconds.
  CostMeter(int jobs, double budget_s) : jobs_(jobs), budget_s_(budget_s) {}

  // Answers what `cost` asks. One model of each encoder and kind of head is timed; what others of
  // them take is in proportion to their arithmetic. Errors as of TimeSteps.
  absl::Status Measure(ImageCosts::Cost& cost);

 private:
  int jobs_;
  double budget_s_;
  std::map<std::string, ImageCosts::Cost> timed_;  // answers by encoder, kind of head and recipe
};

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_IMAGE_COST_H_
