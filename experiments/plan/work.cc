#include "experiments/plan/work.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "lib/attack/attack_facts.h"
#include "lib/attack/attack_recipe.h"
#include "lib/base/status_macros.h"
#include "lib/data/split.h"

namespace labelrep {
namespace {

int64_t CountImages(const AttackRecipe& recipe, const PlannedRun& run) {
  return recipe.has_images() ? std::min(recipe.images(), run.test_images()) : run.test_images();
}

// Without attack and at each epsilon, of the first attack that leaves any.
int64_t CountTransferredImages(const PlannedRun& run) {
  for (const PlannedAttack& attack : run.attacks()) {
    if (!attack.transfers()) continue;
    const AttackRecipe recipe = CanonicalAttackRecipe(attack.recipe());
    return CountImages(recipe, run) * (1 + recipe.epsilons_size());
  }
  return 0;
}

}  // namespace

absl::StatusOr<TrainingWork> CountTrainingWork(const PlannedRun& run) {
  const Recipe& recipe = run.recipe();
  LABELREP_ASSIGN_OR_RETURN(const Split split, MakeSplit(run.train_images(), recipe.seed(),
                                                         recipe.train_fraction_percent()));
  const int64_t images = static_cast<int64_t>(split.train.size());
  const int64_t epochs = recipe.epochs();
  // The last epoch is always validated.
  const int64_t every = recipe.validate_every_epochs();
  const int64_t validations = (epochs + every - 1) / every;
  return TrainingWork{
      .trained_images = epochs * images,
      .evaluated_images =
          validations * static_cast<int64_t>(split.validation.size()) + run.test_images()};
}

absl::StatusOr<AttackWork> CountAttackWork(const PlannedRun& run,
                                           const std::vector<PlannedRun>& runs) {
  AttackWork work;
  if (run.attacks().empty()) return work;
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
  const auto& sources = run.transferred_from();
  for (const PlannedRun& other : runs) {
    if (std::find(sources.begin(), sources.end(), other.name()) == sources.end()) continue;
    work.decided_images += CountTransferredImages(other);
  }
  return work;
}

}  // namespace labelrep
