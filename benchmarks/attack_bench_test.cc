#include "benchmarks/attack_bench.h"

#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

AttackRecipe SmallRecipe() {
  AttackRecipe recipe;
  recipe.set_attack("fgsm");
  recipe.add_epsilons(0.1);
  recipe.add_epsilons(0.2);
  return recipe;
}

TEST(AttackBenchTest, EverySyntheticImageIsDecidedCorrectly) {
  for (const char* head : {"category10", "decoder"}) {
    LABELREP_ASSERT_OK_AND_ASSIGN(
        const AttackBench bench,
        AttackBench::Synthetic("resnet8", head, 3, SmallRecipe(), Arithmetic::kFloat32));
    LABELREP_ASSERT_OK_AND_ASSIGN(const AttackResult result, bench.Run());
    ASSERT_EQ(result.classes_size(), 3);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(result.classes(i), result.clean_decisions(i));
    EXPECT_EQ(result.epsilons_size(), 2);
    EXPECT_OK(bench.RunOn(7));
    EXPECT_OK(bench.OnCorrectImages());
  }
}

TEST(AttackBenchTest, NamesWhatDoesNotExist) {
  EXPECT_THAT(ArithmeticOf("fp16"),
              StatusIs(absl::StatusCode::kInvalidArgument, "precision: found \"fp16\""));
  EXPECT_FALSE(
      AttackBench::FromFiles({.labels = "none.pb"}, SmallRecipe(), Arithmetic::kFloat32).ok());
  AttackRecipe unknown = SmallRecipe();
  unknown.set_attack("none");
  EXPECT_THAT(
      AttackBench::Synthetic("resnet8", "decoder", 3, unknown, Arithmetic::kFloat32).status(),
      StatusIs(absl::StatusCode::kInvalidArgument, "attack: recipe.attack"));
}

}  // namespace
}  // namespace labelrep
