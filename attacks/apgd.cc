// Auto-PGD (lib/attack/apgd.h) on the recipe's objective: projected gradient ascent that chooses
// its step size. Reference: Croce & Hein, arXiv:2003.01690. Targeted it goes for the image's
// target.
#include "lib/attack/apgd.h"

#include "lib/attack/attack.h"

namespace labelrep {
namespace {

AttackOutcome Apgd(const ModelView& model, const AttackBatch& batch, const AttackRecipe& recipe) {
  const Objective objective = ObjectiveOf(recipe);
  return RunApgd(model, batch, recipe, objective, objective, {batch.aims.targets});
}

const AttackRegistration kApgd("apgd", Apgd);

}  // namespace
}  // namespace labelrep
