#include "lib/attack/attack.h"

#include <cmath>

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_facts.h"
#include "lib/attack/attack_testing.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

// An attack of a user's own, as attack.h says: a function and a registration. Its facts come of its
// entry in attacks/catalogue.bzl.
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

const AttackRegistration kBrighten("brighten", Brighten);
const AttackFactsRegistration kFacts("brighten", "defaults { batch_size: 7 }");

TEST(AttackTest, AnOwnAttackIsARegisteredFunction) {
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
  const AttackRecipe untargeted = RecipeFromText("attack: 'brighten' epsilons: 0.1");
  const AttackRecipe targeted = RecipeFromText("attack: 'brighten' epsilons: 0.1 targeted: true");
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

// Each returns images that its bound or the pixel range forbids.
AttackOutcome Overstep(const ModelView& model, const AttackBatch& batch,
                       const AttackRecipe& recipe) {
  AttackOutcome outcome = Brighten(model, batch, recipe);
  outcome.epsilons[0].images = outcome.epsilons[0].images.clone();
  const at::Tensor element = batch.images[1][0][0][0];
  outcome.epsilons[0].images[1][0][0][0] = element - 0.2 * element.sign();
  return outcome;
}

AttackOutcome Dazzle(const ModelView&, const AttackBatch& batch, const AttackRecipe&) {
  return {{{batch.images + 9, batch.aims.classes, {}}}, {}};
}

AttackOutcome Lose(const ModelView&, const AttackBatch& batch, const AttackRecipe&) {
  return {{{at::full_like(batch.images, NAN), batch.aims.classes, {}}}, {}};
}

const AttackRegistration kOverstep("overstep", Overstep);
const AttackFactsRegistration kOverstepFacts("overstep", "defaults { batch_size: 7 }");
const AttackRegistration kOverstepLength("overstep_length", Overstep);
const AttackFactsRegistration kOverstepLengthFacts("overstep_length",
                                                   "defaults { batch_size: 7 } norm: L2");
const AttackRegistration kDazzle("dazzle", Dazzle);
const AttackFactsRegistration kDazzleFacts("dazzle", "defaults { batch_size: 7 }");
const AttackRegistration kLose("lose", Lose);
const AttackFactsRegistration kLoseFacts("lose", "defaults { batch_size: 7 }");

TEST(AttackTest, WhatAnAttackMayNotDoIsRefused) {
  const FrozenModel model = FakeFrozenModel(SyntheticCategoryLabels(3));
  AttackBatch batch = FakeAttackBatch(model, 3);
  batch.indices = {11, 12, 13};
  const auto run = [&](const std::string& recipe) {
    return RunAttack(model, batch, RecipeFromText(recipe)).status();
  };
  const auto refused = [](const char* message) {
    return StatusIs(absl::StatusCode::kFailedPrecondition, message);
  };
  EXPECT_THAT(run("attack: 'overstep' epsilons: 0.1"),
              refused("attack overstep at epsilon 0.1: image 12 was changed by 0.2"));
  EXPECT_OK(run("attack: 'overstep' epsilons: 0.21"));
  // 0.1 in each of 3,072 elements is 5.5 long.
  EXPECT_THAT(run("attack: 'overstep_length' epsilons: 0.1"), refused("in the norm L2, expected"));
  EXPECT_THAT(run("attack: 'dazzle' epsilons: 10"), refused("values that no pixel has"));
  EXPECT_THAT(run("attack: 'lose' epsilons: 10"), refused("image 11 was changed by nan"));
}

TEST(AttackDeathTest, ANameIsTakenOnce) {
  EXPECT_DEATH(AttackRegistration("brighten", Brighten), "two attacks are called brighten");
}

}  // namespace
}  // namespace labelrep
