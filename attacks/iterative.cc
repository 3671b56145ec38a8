// The basic iterative method: steps along the gradient's sign, the whole change clipped to
// [-epsilon, epsilon] after each. Reference: Kurakin et al., arXiv:1607.02533. Variant PAPER takes
// a fresh gradient for each step and clamps to the pixel range; RELEASE adds up the gradients of
// all steps so far, and does not clamp.
#include "ATen/TensorOperators.h"
#include "ATen/ops/clamp.h"
#include "lib/attack/attack.h"
#include "lib/attack/attack_rows.h"
#include "lib/attack/graphed_objective.h"

namespace labelrep {
namespace {

AttackOutcome Iterative(const ModelView& model, const AttackBatch& batch,
                        const AttackRecipe& recipe) {
  GraphedObjective objective(model, ObjectiveOf(recipe), batch.graphs, recipe.batch_size());
  const bool release = recipe.variant() == AttackRecipe::RELEASE;
  const AttackRows rows = StackEpsilons(batch, recipe.epsilons());
  const at::Tensor alphas = PerRow(recipe.epsilons(), recipe.step_size_per_epsilon(), batch.images);

  // The first step's gradient is at the clean image, whatever epsilon is.
  const at::Tensor first = objective.Gradient(batch.images, batch.aims);
  at::Tensor gradient = first.repeat({recipe.epsilons_size(), 1, 1, 1});
  at::Tensor images = rows.clean;
  for (int step = 0; step < recipe.steps(); ++step) {
    if (step > 0) {
      const at::Tensor here = objective.Gradient(images, rows.aims);
      gradient = release ? gradient + here : here;
    }
    const at::Tensor change = images + alphas * gradient.sign() - rows.clean;
    images = rows.clean + at::clamp(change, -rows.epsilons, rows.epsilons);
    if (!release) images = batch.range.Clamp(images);
  }
  const at::Tensor decisions = DecideOnImages(model, images, recipe.batch_size());
  return {SplitEpsilons(images, decisions, /*queries=*/{}, recipe.epsilons_size()),
          ZeroGradients(first)};
}

const AttackRegistration kIterative("iterative", Iterative);

}  // namespace
}  // namespace labelrep
