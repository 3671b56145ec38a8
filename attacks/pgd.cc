// Projected gradient descent: steps along the gradient's sign from a random point of the epsilon
// ball, each followed by a projection to the ball and the pixel range; restarted for the images
// that are not misled. Reference: Madry et al., arXiv:1706.06083. With objective MARGIN it is the
// attack on the decision rule itself.
#include "ATen/TensorOperators.h"
#include "ATen/ops/clamp.h"
#include "ATen/ops/empty.h"
#include "ATen/ops/eq.h"
#include "ATen/ops/nonzero.h"
#include "absl/strings/str_cat.h"
#include "lib/attack/attack.h"
#include "lib/attack/attack_rows.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

// [B, 3, h, w], uniform in [-1, 1): each image's own, and the same at every epsilon.
at::Tensor RandomDirections(const AttackBatch& batch, uint64_t seed, int restart) {
  at::Tensor directions = at::empty(batch.images.sizes(), at::kFloat);
  const int64_t size = directions.numel() / batch.size();
  float* values = directions.mutable_data_ptr<float>();
  for (int64_t i = 0; i < batch.size(); ++i) {
    RandomStream random(seed, absl::StrCat("pgd start ", restart), batch.indices[i]);
    for (int64_t j = 0; j < size; ++j) values[i * size + j] = 2 * random.NextFloat() - 1;
  }
  return directions.to(batch.images.options());
}

at::Tensor Ascend(const ModelView& model, const AttackRows& rows, const at::Tensor& start,
                  const AttackRecipe& recipe) {
  const at::Tensor alphas = rows.epsilons * recipe.step_size_per_epsilon();
  at::Tensor images = at::clamp(start, rows.lowest, rows.highest);
  for (int step = 0; step < recipe.steps(); ++step) {
    const at::Tensor gradient =
        ObjectiveGradient(model, ObjectiveOf(recipe), images, rows.aims, recipe.batch_size());
    images = at::clamp(images + alphas * gradient.sign(), rows.lowest, rows.highest);
  }
  return images;
}

AttackOutcome Pgd(const ModelView& model, const AttackBatch& batch, const AttackRecipe& recipe) {
  const Objective objective = ObjectiveOf(recipe);
  const AttackRows rows = StackEpsilons(batch, recipe.epsilons());
  at::Tensor images = rows.clean.clone();
  at::Tensor decisions = rows.aims.classes.clone();
  for (int restart = 0; restart < recipe.restarts(); ++restart) {
    // Those that have what the attacker wants are left alone.
    const at::Tensor open =
        at::nonzero(Reached(objective, decisions, rows.aims).logical_not()).squeeze(1);
    if (open.numel() == 0) break;
    const AttackRows part = rows.Select(open);
    const at::Tensor directions = RandomDirections(batch, recipe.seed(), restart)
                                      .index_select(0, open.remainder(batch.size()));
    const at::Tensor found = Ascend(model, part, part.clean + part.epsilons * directions, recipe);
    const at::Tensor found_decisions = DecideOnImages(model, found, recipe.batch_size());
    // A start that misled, if not to the target, gives way only to one that reaches the target.
    const at::Tensor before = decisions.index_select(0, open);
    const at::Tensor better = Reached(objective, found_decisions, part.aims)
                                  .logical_or(at::eq(before, part.aims.classes));
    const at::Tensor kept = at::nonzero(better).squeeze(1);
    const at::Tensor places = open.index_select(0, kept);
    images.index_copy_(0, places, found.index_select(0, kept));
    decisions.index_copy_(0, places, found_decisions.index_select(0, kept));
  }
  const at::Tensor gradient =
      ObjectiveGradient(model, objective, batch.images, batch.aims, recipe.batch_size());
  return {SplitEpsilons(images, decisions, /*queries=*/{}, recipe.epsilons_size()),
          ZeroGradients(gradient)};
}

const AttackRegistration kPgd("pgd", Pgd);

}  // namespace
}  // namespace labelrep
