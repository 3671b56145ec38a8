// What the attack program does: by hand, and as an action.
#ifndef EXPERIMENTS_ATTACKS_RUN_ATTACKS_H_
#define EXPERIMENTS_ATTACKS_RUN_ATTACKS_H_

#include <string>

#include "absl/status/status.h"
#include "experiments/measure/loaded_model.h"

namespace labelrep {

// Does what a MeasurementSpec (text) of AttackJobs says. Its attacks share a model in memory.
absl::Status RunAttackSpec(const std::string& spec_path);

// The same of TransferJobs. Where the attack on the other model failed or is absent, so is the
// result.
absl::Status RunTransferSpec(const std::string& spec_path);

struct AttackByHand {
  ModelPaths model;
  std::string attack;   // name of a known attack, or path of an AttackRecipe (text)
  std::string changes;  // fields of AttackRecipe (text) that go over it
  std::string out;      // folder for result.pb, provenance.pb, successes.npy and successes.html
};

// With a progress bar; prints accuracy by epsilon. An error leaves no file of its own, and those of
// an earlier attack as they were. UNAVAILABLE where another process writes to `out`.
absl::Status AttackOneByHand(const AttackByHand& asked);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_RUN_ATTACKS_H_
