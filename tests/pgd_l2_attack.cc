// An attack of the user's own in the L2 norm: projected gradient descent without random starts,
// along the gradient's direction, in a ball of which epsilon is the Euclidean radius.
#include "ATen/TensorOperators.h"
#include "ATen/ops/clamp_max.h"
#include "ATen/ops/clamp_min.h"
#include "lib/attack/attack.h"
#include "lib/attack/attack_bound.h"
#include "lib/attack/attack_rows.h"

namespace labelrep {
namespace {

// [R, 1, 1, 1]; never 0, as it divides.
at::Tensor Lengths(const at::Tensor& changes) {
  return at::clamp_min(ChangeSizes(changes, AttackResult::L2), 1e-12).view({-1, 1, 1, 1});
}

AttackOutcome PgdL2(const ModelView& model, const AttackBatch& batch, const AttackRecipe& recipe) {
  const AttackRows rows = StackEpsilons(batch, recipe.epsilons());
  at::Tensor images = rows.clean;
  for (int step = 0; step < recipe.steps(); ++step) {
    const at::Tensor gradient =
        ObjectiveGradient(model, ObjectiveOf(recipe), images, rows.aims, recipe.batch_size());
    const at::Tensor alphas = rows.epsilons * recipe.step_size_per_epsilon();
    const at::Tensor change = images + alphas * gradient / Lengths(gradient) - rows.clean;
    const at::Tensor shrunk = change * at::clamp_max(rows.epsilons / Lengths(change), 1);
    // Pixels that were cut off at the range only get nearer to the clean image.
    images = batch.range.Clamp(rows.clean + shrunk);
  }
  const at::Tensor decisions = DecideOnImages(model, images, recipe.batch_size());
  return {SplitEpsilons(images, decisions, /*queries=*/{}, recipe.epsilons_size()), {}};
}

const AttackRegistration kPgdL2("pgd_l2", PgdL2);

}  // namespace
}  // namespace labelrep
