#include "experiments/plan/attack_work.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "lib/attack/attack_facts.h"
#include "lib/attack/attack_recipe.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

int64_t CountImages(const AttackRecipe& recipe, const PlannedRun& run) {
  return recipe.has_images() ? std::min(recipe.images(), run.test_images()) : run.test_images();
}

// Of the first attack that leaves any.
int64_t CountTransferredImages(const PlannedRun& run) {
  for (const PlannedAttack& attack : run.attacks()) {
    if (attack.transfers()) return CountImages(CanonicalAttackRecipe(attack.recipe()), run);
  }
  return 0;
}

bool TakesImagesOf(const PlannedRun& run, const PlannedRun& other) {
  return std::count(run.transferred_from().begin(), run.transferred_from().end(), other.name()) > 0;
}

}  // namespace

absl::StatusOr<AttackWork> CountAttackWork(const PlannedRun& run) {
  AttackWork work;
  for (const PlannedAttack& planned : run.attacks()) {
    LABELREP_RETURN_IF_ERROR(ValidateAttackRecipe(
        planned.recipe(), absl::StrCat("attack ", planned.name(), " on ", run.name())));
    const AttackRecipe recipe = CanonicalAttackRecipe(planned.recipe());
    ++work.attacks;
    const int64_t images = CountImages(recipe, run);
    // Each image is decided once as it is.
    work.decided_images += images;
    const std::optional<AttackPasses> passes = PassesOf(recipe);
    if (!passes.has_value()) {
      work.unknown.push_back(planned.name());
      continue;
    }
    work.decided_images += images * passes->decisions;
    work.gradient_images += images * passes->gradients;
  }
  return work;
}

int64_t CountTransferDecisions(const RunToPlan& run, const std::vector<RunToPlan>& runs) {
  if (run.entry.attacks().empty()) return 0;
  int64_t images = 0;
  for (const RunToPlan& other : runs) {
    if (TakesImagesOf(run.entry, other.entry)) images += CountTransferredImages(other.entry);
  }
  return 2 * images;
}

}  // namespace labelrep
