#include "experiments/report/recipe_summary.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

Recipe MakeRecipe(const std::string& kind, const std::string& more) {
  Recipe recipe;
  EXPECT_OK(ParseTextProto("label { kind: '" + kind + "' } " + more, "test", &recipe));
  return recipe;
}

// Of measured runs with these recipes.
std::string Summary(const std::vector<Recipe>& recipes) {
  std::vector<RunResult> results(recipes.size());
  std::vector<RunOutcome> outcomes(recipes.size());
  std::vector<ReportSpec::Run> runs;
  for (const Recipe& recipe : recipes) {
    runs.push_back(
        MakeRun(recipe.dataset(), recipe.encoder(), recipe.label().kind(), recipe.seed()));
  }
  for (size_t i = 0; i < recipes.size(); ++i) {
    outcomes[i].spec = &runs[i];
    *results[i].mutable_recipe() = recipes[i];
    results[i].mutable_test();
    outcomes[i].result = &results[i];
  }
  return SummarizeRecipes(TestCatalogue(), outcomes);
}

constexpr char kSmoke[] =
    "seed: 7 batch_size: 64 learning_rate: 0.1 weight_decay: 5e-4 one_cycle {} precision: FP32 "
    "device: CPU ";

TEST(RecipeSummaryTest, NamesTheKindsOnlyWhereTheyDiffer) {
  const std::string smoke = kSmoke;
  EXPECT_EQ(
      Summary({MakeRecipe("category", smoke + "epochs: 8"),
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
      Summary({MakeRecipe("speech", paper + "seed: 9"), MakeRecipe("speech", paper + "seed: 7")}),
      "600 epochs; batch 128; learning rate 0.1 times 0.1 at 300 and 450; weight decay 0.0001; "
      "bf16 autocast on CUDA; 10 % of the training images; seeds 7, 9");
}

TEST(RecipeSummaryTest, AScheduleWithoutMilestonesIsAConstantRate) {
  EXPECT_EQ(Summary({MakeRecipe("speech",
                                "epochs: 2 batch_size: 128 learning_rate: 0.1 weight_decay: 0 "
                                "precision: FP32 device: CPU seed: 7 multi_step { factor: 0.1 }")}),
            "2 epochs; batch 128; constant learning rate 0.1; weight decay 0; fp32 on the CPU; "
            "seed 7");
}

TEST(RecipeSummaryTest, SaysWhereNotEveryEpochIsValidated) {
  const std::string tenth = std::string(kSmoke) + "epochs: 200 validate_every_epochs: 10";
  EXPECT_THAT(Summary({MakeRecipe("speech", tenth)}),
              HasSubstr("fp32 on the CPU; validated every 10 epochs; seed 7"));
  EXPECT_THAT(Summary({MakeRecipe("category", std::string(kSmoke) + "epochs: 200"),
                       MakeRecipe("speech", tenth)}),
              HasSubstr("validated every epoch (Category), validated every 10 epochs (Speech)"));
}

TEST(RecipeSummaryTest, NamesTheFractionsWhereThoseDiffer) {
  std::vector<Recipe> recipes;
  for (const char* kind : {"category", "speech"}) {
    for (const char* fraction : {"epochs: 400 train_fraction_percent: 2", "epochs: 100"}) {
      recipes.push_back(MakeRecipe(kind, std::string(kSmoke) + fraction));
    }
  }
  EXPECT_EQ(Summary(recipes),
            "400 epochs (2 %), 100 epochs (100 %); batch 64; one-cycle learning rate 0.1; weight "
            "decay 0.0005; fp32 on the CPU; seed 7");
}

TEST(RecipeSummaryTest, NamesTheEncodersOrTheDataSetsWhereThoseDiffer) {
  std::vector<Recipe> recipes;
  for (const char* kind : {"category", "speech"}) {
    recipes.push_back(MakeRecipe(kind, "encoder: 'vgg19' dataset: 'cifar10' batch_size: 64"));
    recipes.push_back(MakeRecipe(kind, "encoder: 'resnet32' dataset: 'cifar10' batch_size: 128"));
  }
  EXPECT_THAT(Summary(recipes), HasSubstr("batch 64 (VGG19), batch 128 (ResNet-32);"));
  for (Recipe& recipe : recipes) {
    if (recipe.encoder() == "vgg19") recipe.set_dataset("cifar100");
    recipe.set_encoder("resnet8");
  }
  EXPECT_THAT(Summary(recipes), HasSubstr("batch 64 (CIFAR-100), batch 128 (CIFAR-10);"));
}

// As in the paper profile's Table 1: another weight decay for one label kind with one encoder.
TEST(RecipeSummaryTest, NamesTheRarerOfWhatDiffersByTwoThings) {
  std::vector<Recipe> recipes;
  for (const char* kind : {"category", "speech", "shuffle", "constant", "random"}) {
    for (const std::string encoder : {"vgg19", "resnet32"}) {
      const bool rarer = kind == std::string("category") && encoder == "vgg19";
      recipes.push_back(MakeRecipe(
          kind, "encoder: '" + encoder + "' weight_decay: " + (rarer ? "5e-4" : "1e-4")));
    }
  }
  EXPECT_THAT(
      Summary(recipes),
      HasSubstr("weight decay 0.0005 (Category with VGG19), weight decay 0.0001 (otherwise);"));
}

TEST(RecipeSummaryTest, NamesTheVariantThatDiffers) {
  TestReport runs("fig");
  for (const char* kind : {"category", "speech"}) {
    runs.AddRun("resnet8", kind, 100, 7, 0.8).mutable_recipe()->set_weight_decay(1e-4);
  }
  runs.AddRun("resnet8", "category", 100, 7, 0.8).mutable_recipe()->set_weight_decay(5e-4);
  runs.SetVariant("decay", "weight decay 5e-4");
  EXPECT_THAT(
      SummarizeRecipes(TestCatalogue(), runs.Runs().outcomes),
      HasSubstr("weight decay 0.0001 (Category, Speech), weight decay 0.0005 (Category with "
                "weight decay 5e-4);"));
}

TEST(RecipeSummaryTest, SaysWhereFp32IsTf32) {
  const std::string recipe = "precision: FP32 allow_tf32: true ";
  EXPECT_THAT(Summary({MakeRecipe("speech", recipe + "device: CUDA")}), HasSubstr("TF32 on CUDA"));
  EXPECT_THAT(Summary({MakeRecipe("speech", recipe + "device: CPU")}),
              HasSubstr("fp32 on the CPU"));
}

TEST(RecipeSummaryTest, NothingToSay) { EXPECT_EQ(Summary({}), ""); }

TEST(RecipeSummaryTest, IsOfMeasuredRunsWhereThereAreSome) {
  TestReport runs("table");
  runs.AddFailedRun("resnet8", "speech", 100, 2);
  EXPECT_THAT(SummarizeRecipes(TestCatalogue(), runs.Runs().outcomes), HasSubstr("seed 2"));
  runs.AddRun("resnet8", "speech", 100, 1, 0.8);
  EXPECT_THAT(SummarizeRecipes(TestCatalogue(), runs.Runs().outcomes), HasSubstr("seed 1"));
}

}  // namespace
}  // namespace labelrep
