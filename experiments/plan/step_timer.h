// Seconds per image on this machine, measured by running a few training steps on synthetic images.
#ifndef EXPERIMENTS_PLAN_STEP_TIMER_H_
#define EXPERIMENTS_PLAN_STEP_TIMER_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "results/run.pb.h"

namespace labelrep {

struct SecondsPerImage {
  double training = 0;    // forward, backward and update
  double evaluation = 0;  // forward in fp32
};

// Whether this build and machine can run on `device`.
bool DeviceIsHere(Recipe::Device device);

// Times the model of a recipe, a label shape and images of that height and width, with its batch
// size, precision, memory format, device and threads, while `jobs` - 1 more such models train at
// the same time, as they do when several runs share the machine. Steps are repeated for about
// `budget_s` seconds, at least twice after a first one that does not count; the median counts.
// NOT_FOUND for an unknown encoder; FAILED_PRECONDITION where the device is not here.
absl::StatusOr<SecondsPerImage> TimeSteps(const Recipe& recipe,
                                          absl::Span<const int32_t> label_shape, int64_t image_size,
                                          int jobs, double budget_s);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_STEP_TIMER_H_
