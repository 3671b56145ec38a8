// What the attack program does: by hand, and as an action.
#ifndef EXPERIMENTS_ATTACKS_RUN_ATTACKS_H_
#define EXPERIMENTS_ATTACKS_RUN_ATTACKS_H_

#include <string>

#include "absl/status/status.h"
#include "experiments/attacks/attack_target.h"

namespace labelrep {

// Runs the jobs of an AttackSpec (text) one after the other and writes their provenance. Where the
// run failed or is absent, or its weights are, so do its attacks: their results say why. So does
// the result of an attack that is refused (lib/base/failure_policy.h), which keeps no other from
// running.
absl::Status RunAttackSpec(const std::string& spec_path);

struct AttackByHand {
  TargetPaths target;
  std::string attack;   // name of a known attack, or path of an AttackRecipe (text)
  std::string changes;  // fields of AttackRecipe (text) that go over it
  std::string out;      // folder for result.pb, provenance.pb, successes.npy and successes.png
};

// With a progress bar; prints accuracy by epsilon. An error leaves no file of its own.
absl::Status AttackOneByHand(const AttackByHand& asked);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_RUN_ATTACKS_H_
