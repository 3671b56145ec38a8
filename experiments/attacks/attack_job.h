// One attack on one model, from its recipe to its files.
#ifndef EXPERIMENTS_ATTACKS_ATTACK_JOB_H_
#define EXPERIMENTS_ATTACKS_ATTACK_JOB_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "experiments/attacks/attack_spec.pb.h"
#include "experiments/attacks/attack_target.h"
#include "results/attack.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// The recipe of a job, checked and canonical. INVALID_ARGUMENT naming `name` and the field; so for
// an adversarial_epsilon that is none of the recipe's.
absl::StatusOr<AttackRecipe> RecipeOfJob(const AttackJob& job, const std::string& name);

// Attacks, and writes the files that the job names, the result last. Returns where and how fast it
// was done. An error leaves no file that this call wrote, and beside files that it replaced no
// result of an earlier attack. `progress` is called with images done and images in all.
absl::StatusOr<Provenance::Segment> RunAttackJob(
    const AttackTarget& target, const AttackJob& job,
    const std::function<void(int64_t done, int64_t total)>& progress);

// The same files where there is nothing to measure, because there is no model or the job, which
// need not be valid, is refused: a result that holds `failure`, and no images.
absl::Status WriteFailedJob(const AttackJob& job, const RunResult& run, const RunFailure& failure);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_ATTACK_JOB_H_
