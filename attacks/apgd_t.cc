// Auto-PGD (lib/attack/apgd.h) towards one class after the other, from the nearest by the scores of
// the clean image, until the model decides on any class but the image's own. Reference: Croce &
// Hein, arXiv:2003.01690, section 4.2.
#include <vector>

#include "lib/attack/apgd.h"
#include "lib/attack/attack.h"
#include "lib/attack/targets.h"

namespace labelrep {
namespace {

AttackOutcome ApgdTargeted(const ModelView& model, const AttackBatch& batch,
                           const AttackRecipe& recipe) {
  const at::Tensor nearest = NearestClasses(ScoreImages(model, batch.images, recipe.batch_size()),
                                            batch.aims.classes, recipe.target_classes());
  std::vector<at::Tensor> targets;
  for (int64_t rank = 0; rank < nearest.size(1); ++rank) targets.push_back(nearest.select(1, rank));
  return RunApgd(model, batch, recipe, {recipe.objective(), /*targeted=*/true}, ObjectiveOf(recipe),
                 targets);
}

const AttackRegistration kApgdTargeted("apgd_t", ApgdTargeted);

}  // namespace
}  // namespace labelrep
