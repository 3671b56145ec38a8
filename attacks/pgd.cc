// Projected gradient descent: steps along the gradient's sign from a random point of the epsilon
// ball, each followed by a projection to the ball and the pixel range; restarted for the images
// that are not misled. Reference: Madry et al., arXiv:1706.06083. With objective MARGIN it is the
// attack on the decision rule itself.
#include "ATen/TensorOperators.h"
#include "ATen/ops/clamp.h"
#include "absl/strings/str_cat.h"
#include "lib/attack/attack.h"
#include "lib/attack/attack_rows.h"
#include "lib/attack/graphed_objective.h"
#include "lib/attack/random_start.h"

namespace labelrep {
namespace {

at::Tensor Ascend(GraphedObjective& objective, const AttackRows& rows, const at::Tensor& start,
                  const AttackRecipe& recipe) {
  const at::Tensor alphas = rows.epsilons * recipe.step_size_per_epsilon();
  at::Tensor images = at::clamp(start, rows.lowest, rows.highest);
  for (int step = 0; step < recipe.steps(); ++step) {
    const at::Tensor gradient = objective.Gradient(images, rows.aims);
    images = at::clamp(images + alphas * gradient.sign(), rows.lowest, rows.highest);
  }
  return images;
}

AttackOutcome Pgd(const ModelView& model, const AttackBatch& batch, const AttackRecipe& recipe) {
  const Objective objective = ObjectiveOf(recipe);
  const AttackRows rows = StackEpsilons(batch, recipe.epsilons());
  AttackProgress progress(rows, objective);
  GraphedObjective graphed(model, objective, batch.graphs, recipe.batch_size());
  for (int restart = 0; restart < recipe.restarts(); ++restart) {
    const at::Tensor open = progress.Open();
    if (open.numel() == 0) break;
    const AttackRows part = rows.Select(open);
    const at::Tensor directions =
        RandomDirections(batch, open, recipe.seed(), absl::StrCat("pgd start ", restart));
    const at::Tensor found = Ascend(graphed, part, part.clean + part.epsilons * directions, recipe);
    progress.Keep(open, {found, DecideOnImages(model, found, recipe.batch_size())});
  }
  const at::Tensor gradient = graphed.Gradient(batch.images, batch.aims);
  return {SplitEpsilons(progress.found().images, progress.found().decisions, /*queries=*/{},
                        recipe.epsilons_size()),
          ZeroGradients(gradient)};
}

const AttackRegistration kPgd("pgd", Pgd);

}  // namespace
}  // namespace labelrep
