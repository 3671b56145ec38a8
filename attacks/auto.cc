// AutoAttack: four attacks one after the other, at each epsilon on the images that those before
// have left: APGD on cross entropy, APGD towards the nearest classes on the difference of logits
// ratio, FAB towards them, and Square. Reference: Croce & Hein, arXiv:2003.01690, section 6, the
// standard suite.
#include <algorithm>
#include <iterator>

#include "ATen/TensorOperators.h"
#include "ATen/ops/eq.h"
#include "ATen/ops/ne.h"
#include "ATen/ops/nonzero.h"
#include "ATen/ops/zeros_like.h"
#include "lib/attack/attack.h"
#include "lib/attack/attack_recipe.h"

namespace labelrep {
namespace {

constexpr const char* kSuite[] = {"apgd", "apgd_t", "fab_t", "square"};

// The defaults of one of them with what the suite's recipe says of it, at one epsilon.
AttackRecipe RecipeOf(const char* member, double epsilon, const AttackRecipe& suite) {
  AttackRecipe asked;
  asked.set_attack(member);
  AttackRecipe recipe = CanonicalAttackRecipe(asked);
  recipe.add_epsilons(epsilon);
  if (recipe.has_steps()) recipe.set_steps(suite.steps());
  if (recipe.has_target_classes()) recipe.set_target_classes(suite.target_classes());
  if (recipe.has_queries()) recipe.set_queries(suite.queries());
  recipe.set_seed(suite.seed());
  recipe.set_batch_size(std::min(recipe.batch_size(), suite.batch_size()));
  return recipe;
}

EpsilonOutcome AtEpsilon(const ModelView& model, const AttackBatch& batch, double epsilon,
                         const AttackRecipe& recipe, at::Tensor& zero_gradients) {
  EpsilonOutcome found{batch.images.clone(), batch.aims.classes.clone(), /*queries=*/{},
                       at::zeros_like(batch.aims.classes)};
  int64_t number = 0;
  for (const char* member : kSuite) {
    ++number;
    const at::Tensor open = at::nonzero(at::eq(found.members, 0)).squeeze(1);
    if (open.numel() == 0) break;
    const AttackOutcome outcome =
        AttackNamed(member)(model, batch.Select(open), RecipeOf(member, epsilon, recipe));
    if (!zero_gradients.defined()) zero_gradients = outcome.zero_gradients;
    const EpsilonOutcome& one = outcome.epsilons[0];
    const at::Tensor misled = at::ne(one.decisions, batch.aims.classes.index_select(0, open));
    found.images.index_copy_(0, open, one.images);
    found.decisions.index_copy_(0, open, one.decisions);
    found.members.index_copy_(0, open, misled.to(at::kLong) * number);
  }
  return found;
}

AttackOutcome Auto(const ModelView& model, const AttackBatch& batch, const AttackRecipe& recipe) {
  AttackOutcome outcome;
  for (const double epsilon : recipe.epsilons()) {
    outcome.epsilons.push_back(AtEpsilon(model, batch, epsilon, recipe, outcome.zero_gradients));
  }
  outcome.suite.assign(std::begin(kSuite), std::end(kSuite));
  return outcome;
}

const AttackRegistration kAuto("auto", Auto);

}  // namespace
}  // namespace labelrep
