#include "experiments/report/attack_titles.h"

#include "experiments/report/report_testing.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

AttackRecipe Recipe(const std::string& attack) {
  AttackRecipe recipe;
  recipe.set_attack(attack);
  return recipe;
}

TEST(AttackTitlesTest, SayWhatIsAttackedAndHow) {
  EXPECT_EQ(AttackTitle(TestCatalogue(), Recipe("fgsm")), "FGSM, untargeted");
  AttackRecipe margin = Recipe("pgd");
  margin.set_objective(AttackRecipe::MARGIN);
  margin.set_targeted(true);
  EXPECT_EQ(AttackTitle(TestCatalogue(), margin), "PGD on margin, targeted");
  AttackRecipe release = Recipe("iterative");
  release.set_variant(AttackRecipe::RELEASE);
  EXPECT_EQ(AttackTitle(TestCatalogue(), release), "iterative, untargeted (release)");
  AttackRecipe bf16 = Recipe("fgsm");
  bf16.set_precision(Recipe::BF16_AUTOCAST);
  EXPECT_EQ(AttackTitle(TestCatalogue(), bf16), "FGSM, untargeted (bf16)");
  AttackRecipe square = Recipe("square");
  square.set_objective(AttackRecipe::MARGIN);
  EXPECT_EQ(AttackTitle(TestCatalogue(), square), "Square, untargeted");
  EXPECT_EQ(AttackTitle(TestCatalogue(), Recipe("mine")), "mine, untargeted");
}

TEST(AttackTitlesTest, SayOnWhichImages) {
  AttackResult result;
  *result.mutable_recipe() = Recipe("fgsm");
  result.add_classes(0);
  result.add_classes(1);
  EXPECT_EQ(TitleWithImages(TestCatalogue(), result), "FGSM, untargeted, first 2");
  result.mutable_transferred_from()->mutable_label()->set_kind("speech");
  EXPECT_EQ(TitleWithImages(TestCatalogue(), result),
            "FGSM, untargeted, made against Speech, first 2");
  result.clear_transferred_from();
  result.set_norm(AttackResult::L2);
  EXPECT_EQ(TitleWithImages(TestCatalogue(), result), "FGSM, untargeted (epsilon in L2), first 2");
}

// 0.1 times the mean of 0.2023, 0.1994 and 0.2010 times 255.
TEST(AttackTitlesTest, EpsilonInPixels) { EXPECT_EQ(EpsilonInPixels(0.1), "0.1 is 5.1/255"); }

}  // namespace
}  // namespace labelrep
