// How much the attacks on a run's model compute, known before anything is trained.
#ifndef EXPERIMENTS_PLAN_ATTACK_WORK_H_
#define EXPERIMENTS_PLAN_ATTACK_WORK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/plan/planned_runs.h"
#include "experiments/plan/run_list.pb.h"

namespace labelrep {

// At most: every image counts as decided correctly, and as never misled.
struct AttackWork {
  int64_t attacks = 0;
  int64_t decided_images = 0;        // forward, over all attacks and epsilons
  int64_t gradient_images = 0;       // forward, and back to the image
  std::vector<std::string> unknown;  // attacks that do not say what they take
};

// Of a run's attacks. INVALID_ARGUMENT naming the run, the attack and the field of its recipe.
absl::StatusOr<AttackWork> CountAttackWork(const PlannedRun& run);

// How many images of attacks on the other models among `runs` are decided on by this run's model,
// each as it was and as it is attacked: those that the run list says.
int64_t CountTransferDecisions(const RunToPlan& run, const std::vector<RunToPlan>& runs);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_ATTACK_WORK_H_
