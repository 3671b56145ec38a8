// The fast gradient sign method: x + epsilon sign(gradient), from one gradient for all epsilons.
// Reference: Goodfellow et al., arXiv:1412.6572. Variant PAPER clamps to the pixel range, RELEASE
// to the attacked image's own smallest and largest element.
#include "ATen/TensorOperators.h"
#include "lib/attack/attack.h"
#include "lib/attack/attack_rows.h"

namespace labelrep {
namespace {

AttackOutcome Fgsm(const ModelView& model, const AttackBatch& batch, const AttackRecipe& recipe) {
  const at::Tensor gradient =
      ObjectiveGradient(model, ObjectiveOf(recipe), batch.images, batch.aims, recipe.batch_size());
  const at::Tensor direction = gradient.sign();
  PixelRange range = batch.range;
  if (recipe.variant() == AttackRecipe::RELEASE) {
    range = {batch.images.amin({1, 2, 3}, /*keepdim=*/true),
             batch.images.amax({1, 2, 3}, /*keepdim=*/true)};
  }
  AttackOutcome outcome;
  outcome.zero_gradients = ZeroGradients(gradient);
  for (const double epsilon : recipe.epsilons()) {
    const at::Tensor images = range.Clamp(batch.images + epsilon * direction);
    const at::Tensor decisions = DecideOnImages(model, images, recipe.batch_size());
    outcome.epsilons.push_back({images, decisions, {}});
  }
  return outcome;
}

const AttackRegistration kFgsm("fgsm", Fgsm);

}  // namespace
}  // namespace labelrep
