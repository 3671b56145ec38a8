#include "lib/attack/attack.h"

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_testing.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

using ::testing::IsSupersetOf;

// An attack of a user's own, as attack.h says: a function and a registration.
AttackOutcome Brighten(const ModelView& model, const AttackBatch& batch,
                       const AttackRecipe& recipe) {
  AttackOutcome outcome;
  for (const double epsilon : recipe.epsilons()) {
    const at::Tensor images = batch.range.Clamp(batch.images + epsilon);
    const at::Tensor decisions = DecideOnImages(model, images, recipe.batch_size());
    outcome.epsilons.push_back({images, decisions, {}});
  }
  return outcome;
}

const AttackRegistration kBrighten("brighten", {.defaults = "batch_size: 7", .run = Brighten});

TEST(AttackTest, AnOwnAttackIsARegisteredFunction) {
  EXPECT_THAT(KnownAttacks(), IsSupersetOf({"brighten", "fgsm", "iterative", "pgd", "square"}));
  const FrozenModel model = FakeFrozenModel(SyntheticCategoryLabels(3));
  const AttackBatch batch = FakeAttackBatch(model, 4);
  const AttackRecipe recipe = RecipeFromText("attack: 'brighten' epsilons: [0.1, 0.2]");
  EXPECT_EQ(recipe.batch_size(), 7);
  LABELREP_ASSERT_OK_AND_ASSIGN(const AttackOutcome outcome, RunAttack(model, batch, recipe));
  ASSERT_EQ(outcome.epsilons.size(), 2);
  EXPECT_TRUE(at::equal(outcome.epsilons[1].images, batch.range.Clamp(batch.images + 0.2)));
  EXPECT_FALSE(outcome.zero_gradients.defined());
}

TEST(AttackTest, ClassesAndTargetsThatCannotBeAreRefused) {
  const FrozenModel model = FakeFrozenModel(SyntheticCategoryLabels(3));
  const AttackRecipe untargeted = RecipeFromText("attack: 'fgsm' epsilons: 0.1");
  const AttackRecipe targeted = RecipeFromText("attack: 'fgsm' epsilons: 0.1 targeted: true");
  AttackBatch batch = FakeAttackBatch(model, 3);
  batch.indices = {11, 12, 13};

  AttackBatch own = batch;
  own.aims.targets = batch.aims.targets.clone();
  own.aims.targets[1] = batch.aims.classes[1];
  EXPECT_THAT(RunAttack(model, own, targeted).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "image 12: target class"));
  EXPECT_THAT(RunAttack(model, own, targeted).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "is its own class, expected another"));

  AttackBatch none = batch;
  none.aims.targets = at::Tensor();
  EXPECT_OK(RunAttack(model, none, untargeted));
  EXPECT_THAT(RunAttack(model, none, targeted).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "needs a target class"));

  AttackBatch beyond = batch;
  beyond.aims.classes = at::full({3}, 3, at::kLong);
  EXPECT_THAT(RunAttack(model, beyond, untargeted).status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "image 11: found class 3, expected one of 0 to 2"));
}

TEST(AttackDeathTest, ANameIsTakenOnce) {
  EXPECT_DEATH(AttackRegistration("fgsm", {.defaults = "batch_size: 1", .run = Brighten}),
               "two attacks are called fgsm");
}

TEST(AttackDeathTest, DefaultsAreReadable) {
  EXPECT_DEATH(AttackRegistration("mine", {.defaults = "batches: 1", .run = Brighten}),
               "attack mine: .defaults .batches: 1. do not parse");
}

}  // namespace
}  // namespace labelrep
