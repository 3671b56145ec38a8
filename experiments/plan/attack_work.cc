#include "experiments/plan/attack_work.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lib/attack/attack.h"
#include "lib/attack/attack_recipe.h"
#include "lib/base/status_macros.h"

namespace labelrep {

absl::StatusOr<AttackWork> CountAttackWork(const PlannedRun& run) {
  AttackWork work;
  for (const PlannedAttack& planned : run.attacks()) {
    LABELREP_RETURN_IF_ERROR(ValidateAttackRecipe(
        planned.recipe(), absl::StrCat("attack ", planned.name(), " on ", run.name())));
    const AttackRecipe recipe = CanonicalAttackRecipe(planned.recipe());
    const Attack& attack = *FindAttack(recipe.attack());
    ++work.attacks;
    const int64_t images =
        recipe.has_images() ? std::min(recipe.images(), run.test_images()) : run.test_images();
    // Each image is decided once as it is.
    work.decided_images += images;
    if (attack.passes == nullptr) {
      work.unknown.push_back(planned.name());
      continue;
    }
    const AttackPasses passes = attack.passes(recipe);
    work.decided_images += images * passes.decisions;
    work.gradient_images += images * passes.gradients;
  }
  return work;
}

}  // namespace labelrep
