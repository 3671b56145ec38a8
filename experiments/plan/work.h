// How much a run computes, and the attacks on its model, known before anything is there.
#ifndef EXPERIMENTS_PLAN_WORK_H_
#define EXPERIMENTS_PLAN_WORK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/plan/planned_runs.h"

namespace labelrep {

struct TrainingWork {
  int64_t trained_images = 0;    // forward and backward, over all epochs
  int64_t evaluated_images = 0;  // forward only: validations and the test
};

// INVALID_ARGUMENT for a fraction of the training images that leaves nothing to train on.
absl::StatusOr<TrainingWork> CountTrainingWork(const PlannedRun& run);

// At most: every image counts as decided correctly, and as never misled.
struct AttackWork {
  int64_t attacks = 0;
  int64_t decided_images = 0;        // forward, over all attacks and epsilons
  int64_t gradient_images = 0;       // forward, and back to the image
  std::vector<std::string> unknown;  // attacks that do not say what they take
};

// Of a run's attacks, and of the images of those on the other models among `runs` that are tried on
// its model, each as it was and as it is attacked: those that the run list says. INVALID_ARGUMENT
// naming the run, the attack and the field of its recipe.
absl::StatusOr<AttackWork> CountAttackWork(const PlannedRun& run,
                                           const std::vector<PlannedRun>& runs);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_WORK_H_
