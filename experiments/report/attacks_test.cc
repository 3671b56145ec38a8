#include "experiments/report/attacks.h"

#include "experiments/report/report_testing.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

AttackRecipe Recipe(const std::string& attack) {
  AttackRecipe recipe;
  recipe.set_attack(attack);
  return recipe;
}

ReportAttack Attack(const AttackResult& result) {
  return MakeReportAttack(TestCatalogue(), "name", result);
}

std::string Title(const AttackRecipe& recipe) {
  AttackResult result;
  *result.mutable_recipe() = recipe;
  return Attack(result).title;
}

TEST(AttacksTest, SayWhatIsAttackedAndHow) {
  EXPECT_EQ(Title(Recipe("fgsm")), "FGSM, untargeted");
  AttackRecipe margin = Recipe("pgd");
  margin.set_objective(AttackRecipe::MARGIN);
  margin.set_targeted(true);
  EXPECT_EQ(Title(margin), "PGD on margin, targeted");
  AttackRecipe release = Recipe("iterative");
  release.set_variant(AttackRecipe::RELEASE);
  EXPECT_EQ(Title(release), "iterative, untargeted (release)");
  AttackRecipe bf16 = Recipe("fgsm");
  bf16.set_precision(Recipe::BF16_AUTOCAST);
  EXPECT_EQ(Title(bf16), "FGSM, untargeted (bf16)");
  AttackRecipe square = Recipe("square");
  square.set_objective(AttackRecipe::MARGIN);
  EXPECT_EQ(Title(square), "Square, untargeted");
  EXPECT_EQ(Title(Recipe("mine")), "mine, untargeted");
  AttackRecipe entropy = Recipe("apgd");
  entropy.set_objective(AttackRecipe::CROSS_ENTROPY);
  EXPECT_EQ(Title(entropy), "APGD on cross entropy, untargeted");
  AttackRecipe ratio = Recipe("apgd_t");
  ratio.set_objective(AttackRecipe::DLR);
  EXPECT_EQ(Title(ratio), "APGD-T on logit ratio");
  AttackRecipe suite = Recipe("auto");
  suite.set_objective(AttackRecipe::CROSS_ENTROPY);
  EXPECT_EQ(Title(suite), "AutoAttack");
}

TEST(AttacksTest, SayOnWhichImages) {
  AttackResult result;
  *result.mutable_recipe() = Recipe("fgsm");
  result.add_classes(0);
  result.add_classes(1);
  EXPECT_EQ(Attack(result).title_with_images, "FGSM, untargeted, first 2");
  result.mutable_transferred_from()->mutable_label()->set_kind("speech");
  EXPECT_EQ(Attack(result).title_with_images, "FGSM, untargeted, made against Speech, first 2");
  result.clear_transferred_from();
  result.set_norm(AttackResult::L2);
  EXPECT_EQ(Attack(result).title_with_images, "FGSM, untargeted (epsilon in L2), first 2");
}

// Of what was never measured no result says it.
TEST(AttacksTest, TheNormIsTheResultsElseTheCatalogues) {
  Catalogue catalogue = TestCatalogue();
  Catalogue::Named& entry = *catalogue.add_attacks();
  entry.set_name("mine");
  entry.set_title("Mine");
  entry.set_norm("L2");
  AttackResult result;
  *result.mutable_recipe() = Recipe("mine");
  EXPECT_EQ(MakeReportAttack(catalogue, "mine", result).title, "Mine, untargeted (epsilon in L2)");
  EXPECT_EQ(MakeReportAttack(catalogue, "mine", result).norm, AttackResult::L2);
  EXPECT_EQ(Attack(result).norm, AttackResult::LINF);
  result.set_norm(AttackResult::L2);
  EXPECT_EQ(Attack(result).norm, AttackResult::L2);
}

TEST(AttacksTest, TransferredImagesSeeNoGradients) {
  AttackResult result;
  *result.mutable_recipe() = Recipe("pgd");
  EXPECT_FALSE(Attack(result).scores_only);
  result.mutable_transferred_from();
  EXPECT_TRUE(Attack(result).scores_only);
  result.clear_transferred_from();
  result.mutable_recipe()->set_attack("square");
  EXPECT_TRUE(Attack(result).scores_only);
}

TEST(AttacksTest, FindsAnAttackInAnotherVariantOrPrecisionOnOtherImages) {
  TestReport attacks("fig3_robustness");
  attacks.AddRun("resnet8", "category", 100, 7, 0.8);
  attacks.AddAttack("attack: 'fgsm' epsilons: 0.1", 0, {1});
  attacks.AddAttack("attack: 'fgsm' epsilons: 0.1 precision: BF16_AUTOCAST", 0, {1});
  attacks.AddAttack("attack: 'fgsm' epsilons: 0.1 variant: RELEASE images: 5", 0, {1});
  const ReportRuns runs = attacks.Runs();
  const std::vector<ReportAttack>& of_run = runs.outcomes[0].attacks;
  const ReportAttack* fgsm = &of_run[0];
  const ReportAttack* in_bf16 = &of_run[1];
  const ReportAttack* release = &of_run[2];
  EXPECT_EQ(InPrecision(Recipe::BF16_AUTOCAST, *fgsm, of_run), in_bf16);
  EXPECT_EQ(InPrecision(Recipe::FP32, *in_bf16, of_run), fgsm);
  EXPECT_EQ(InPrecision(Recipe::BF16_AUTOCAST, *in_bf16, of_run), nullptr);
  EXPECT_EQ(InVariant(AttackRecipe::RELEASE, *fgsm, of_run), release);
  EXPECT_EQ(InVariant(AttackRecipe::PAPER, *release, of_run), fgsm);
  EXPECT_EQ(InVariant(AttackRecipe::RELEASE, *release, of_run), nullptr);
  EXPECT_EQ(InVariant(AttackRecipe::RELEASE, *in_bf16, of_run), nullptr);
}

// 0.1 times the mean of 0.2023, 0.1994 and 0.2010 times 255.
TEST(AttacksTest, EpsilonInPixels) { EXPECT_EQ(EpsilonInPixels(0.1), "0.1 is 5.1/255"); }

}  // namespace
}  // namespace labelrep
