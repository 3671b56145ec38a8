#include "experiments/tables/recipe_summary.h"

#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

Recipe MakeRecipe(const std::string& kind, const std::string& more) {
  Recipe recipe;
  EXPECT_OK(ParseTextProto("label { kind: '" + kind + "' } " + more, "test", &recipe));
  return recipe;
}

constexpr char kSmoke[] =
    "seed: 7 batch_size: 64 learning_rate: 0.1 weight_decay: 5e-4 one_cycle {} precision: FP32 "
    "device: CPU ";

TEST(RecipeSummaryTest, NamesTheKindsOnlyWhereTheyDiffer) {
  const std::string smoke = kSmoke;
  EXPECT_EQ(
      SummarizeRecipes({MakeRecipe("category", smoke + "epochs: 8"),
                        MakeRecipe("speech", smoke + "epochs: 12"),
                        MakeRecipe("shuffle", smoke + "epochs: 12"),
                        MakeRecipe("speech", smoke + "epochs: 12")}),
      "8 epochs (Category), 12 epochs (Speech, Shuffle); batch 64; one-cycle learning rate 0.1; "
      "weight decay 0.0005; fp32 on the CPU; seed 7");
}

TEST(RecipeSummaryTest, MultiStepFractionAndSeeds) {
  const std::string paper =
      "epochs: 600 batch_size: 128 learning_rate: 0.1 weight_decay: 1e-4 precision: BF16_AUTOCAST "
      "device: CUDA "
      "multi_step { milestones: [300, 450] } train_fraction_percent: 10 ";
  EXPECT_EQ(
      SummarizeRecipes(
          {MakeRecipe("speech", paper + "seed: 9"), MakeRecipe("speech", paper + "seed: 7")}),
      "600 epochs; batch 128; learning rate 0.1 times 0.1 at 300 and 450; weight decay 0.0001; "
      "bf16 autocast on CUDA; 10 % of the training images; seeds 7, 9");
}

TEST(RecipeSummaryTest, NamesTheFractionsWhereThoseDiffer) {
  std::vector<Recipe> recipes;
  for (const char* kind : {"category", "speech"}) {
    for (const char* fraction : {"epochs: 400 train_fraction_percent: 2", "epochs: 100"}) {
      recipes.push_back(MakeRecipe(kind, std::string(kSmoke) + fraction));
    }
  }
  EXPECT_EQ(SummarizeRecipes(recipes),
            "400 epochs (2 %), 100 epochs (100 %); batch 64; one-cycle learning rate 0.1; weight "
            "decay 0.0005; fp32 on the CPU; seed 7");
}

TEST(RecipeSummaryTest, NothingToSay) { EXPECT_EQ(SummarizeRecipes({}), ""); }

}  // namespace
}  // namespace labelrep
