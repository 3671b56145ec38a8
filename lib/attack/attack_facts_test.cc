#include "lib/attack/attack_facts.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

const AttackFactsRegistration kWanderer("wanderer",
                                        "defaults { steps: 3 batch_size: 7 } norm: L2 epsilons: 2 "
                                        "passes { decisions: 'epsilons' gradients: 'steps' }");
const AttackFactsRegistration kSecretive("secretive", "defaults { batch_size: 1 }");

AttackRecipe RecipeOf(const char* attack) {
  AttackRecipe recipe;
  recipe.set_attack(attack);
  recipe.set_steps(3);
  recipe.add_epsilons(0.1);
  return recipe;
}

TEST(AttackFactsTest, AreFoundByName) {
  EXPECT_THAT(KnownAttacks(), ElementsAre("secretive", "wanderer"));
  EXPECT_EQ(FindAttackFacts("nobody"), nullptr);
  ASSERT_NE(FindAttackFacts("wanderer"), nullptr);
  EXPECT_EQ(FindAttackFacts("wanderer")->norm(), AttackResult::L2);
  EXPECT_EQ(FindAttackFacts("wanderer")->defaults().steps(), 3);
  EXPECT_EQ(FindAttackFacts("secretive")->norm(), AttackResult::LINF);
}

TEST(AttackFactsTest, PassesMayBeUnknown) {
  EXPECT_FALSE(PassesOf(RecipeOf("secretive")).has_value());
  ASSERT_TRUE(PassesOf(RecipeOf("wanderer")).has_value());
  EXPECT_EQ(PassesOf(RecipeOf("wanderer"))->decisions, 1);
  EXPECT_EQ(PassesOf(RecipeOf("wanderer"))->gradients, 3);
}

TEST(AttackFactsDeathTest, AreReadableAndOfANewName) {
  EXPECT_DEATH(AttackFactsRegistration("wanderer", "defaults { batch_size: 1 }"),
               "two attacks are called wanderer");
  EXPECT_DEATH(AttackFactsRegistration("mine", "batches: 1"), "attack mine: .batches: 1. does not");
  EXPECT_DEATH(AttackFactsRegistration("mine", "defaults { steps: 1 }"), "do not set batch_size");
  EXPECT_DEATH(AttackFactsRegistration("mine",
                                       "defaults { batch_size: 1 } passes { decisions: "
                                       "'epsilon' gradients: '0' }"),
               "attack mine: passes .epsilon.: found .epsilon.");
}

}  // namespace
}  // namespace labelrep
