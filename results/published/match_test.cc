#include "results/published/match.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "results/published/published_testing.h"

namespace labelrep {
namespace {

RunResult TestRun() {
  RunResult run;
  run.mutable_recipe()->set_dataset("cifar10");
  run.mutable_recipe()->set_encoder("vgg19");
  run.mutable_recipe()->mutable_label()->set_kind("category");
  run.mutable_recipe()->set_train_fraction_percent(2);
  run.mutable_recipe()->set_epochs(200);
  run.add_epochs()->set_validation_accuracy(0.375);
  run.add_epochs()->set_validation_accuracy(0.25);
  run.set_best_epoch(1);
  run.mutable_test()->set_images(1000);
  run.mutable_test()->set_correct_by_largest_output(300);
  run.mutable_test()->set_correct_by_nearest_label(250);
  return run;
}

TEST(MatchingPercentTest, IsTheAccuracyOfTheNumbersSplit) {
  PublishedNumber number = TestNumber();
  EXPECT_EQ(MatchingPercent(number, TestRun()), 30);
  number.set_split(PublishedNumber::VALIDATION);
  EXPECT_EQ(MatchingPercent(number, TestRun()), 37.5);
}

TEST(MatchingPercentTest, IsNoneWhereTheRunIsAnother) {
  RunResult run = TestRun();
  run.mutable_recipe()->set_train_fraction_percent(1);
  EXPECT_EQ(MatchingPercent(TestNumber(), run), std::nullopt);
  run = TestRun();
  run.mutable_recipe()->set_epochs(100);
  EXPECT_EQ(MatchingPercent(TestNumber(), run), std::nullopt);
  PublishedNumber any_epochs = TestNumber();
  any_epochs.clear_epochs();
  EXPECT_EQ(MatchingPercent(any_epochs, run), 30);
  run = TestRun();
  run.mutable_failure()->set_message("diverged");
  EXPECT_EQ(MatchingPercent(TestNumber(), run), std::nullopt);
}

TEST(MatchingPercentTest, OfAnAttackIsOverAllImages) {
  AttackResult attack;
  *attack.mutable_model() = TestRun().recipe();
  attack.mutable_recipe()->set_attack("fgsm");
  attack.mutable_recipe()->set_variant(AttackRecipe::RELEASE);
  for (int value : {0, 1, 2, 3}) attack.add_classes(value);
  for (int value : {0, 1, 2, 0}) attack.add_clean_decisions(value);
  EpsilonResult& result = *attack.add_epsilons();
  result.set_epsilon(0.1);
  for (int value : {0, 3, 3, 0}) result.add_decisions(value);
  PublishedNumber number = TestNumber();
  EXPECT_EQ(MatchingPercent(number, attack), std::nullopt) << "of clean images";
  number.mutable_attack()->set_attack("fgsm");
  number.mutable_attack()->add_epsilons(0.1);
  EXPECT_EQ(MatchingPercent(number, attack), 25);
  number.mutable_attack()->set_variant(AttackRecipe::PAPER);
  EXPECT_EQ(MatchingPercent(number, attack), std::nullopt) << "of another variant";
  number.mutable_attack()->set_variant(AttackRecipe::RELEASE);
  number.mutable_attack()->set_targeted(true);
  EXPECT_EQ(MatchingPercent(number, attack), std::nullopt) << "targeted";
  number.mutable_attack()->clear_targeted();
  number.mutable_attack()->set_epsilons(0, 0.2);
  EXPECT_EQ(MatchingPercent(number, attack), std::nullopt) << "at another epsilon";
}

TEST(MatchPublishedTest, PutsSeedsOfOneCellTogether) {
  PublishedNumbers published;
  for (const auto& [label, seed, percent] :
       {std::tuple("category", 7, 30), {"shuffle", 7, 50}, {"category", 8, 32}}) {
    *published.add_numbers() = TestNumber();
    PublishedNumber& number = *published.mutable_numbers()->rbegin();
    number.set_label(label);
    number.set_seed(seed);
    number.set_accuracy_percent(percent);
  }
  RunResult failed = TestRun();
  failed.mutable_failure()->set_message("diverged");
  const std::vector<PublishedCell> cells =
      MatchPublished(published, {TestRun(), failed, TestRun()}, {});
  ASSERT_EQ(cells.size(), 2);
  EXPECT_EQ(cells[0].number.label(), "category");
  EXPECT_THAT(cells[0].published, testing::ElementsAre(30, 32));
  EXPECT_THAT(cells[0].own, testing::ElementsAre(30, 30));
  EXPECT_THAT(cells[1].published, testing::ElementsAre(50));
  EXPECT_THAT(cells[1].own, testing::IsEmpty());
}

TEST(ComparePublishedTest, PredictsTheMeanOfFurtherRuns) {
  // scipy: m, s = 41, numpy.std([40, 41, 42], ddof=1); scipy.stats.t.ppf(0.975, 2) *
  // s * (1 / 3 + 1 / k) ** 0.5 = 4.968275 for k = 1 and 3.513101 for k = 3.
  const Comparison one = ComparePublished({45}, {40, 41, 42});
  EXPECT_EQ(one.own_mean, 41);
  EXPECT_EQ(one.own_std, 1);
  EXPECT_NEAR(one.prediction->lo, 41 - 4.968275, 1e-5);
  EXPECT_NEAR(one.prediction->hi, 41 + 4.968275, 1e-5);
  EXPECT_EQ(one.verdict, Verdict::kWithin);
  const Comparison three = ComparePublished({44, 45, 46}, {40, 41, 42});
  EXPECT_EQ(three.published_mean, 45);
  EXPECT_NEAR(three.prediction->hi, 41 + 3.513101, 1e-5);
  EXPECT_EQ(three.verdict, Verdict::kOutside);
}

TEST(ComparePublishedTest, SaysWhereThereIsNoSpread) {
  EXPECT_EQ(ComparePublished({45}, {}).verdict, Verdict::kNotRun);
  const Comparison single = ComparePublished({45}, {45});
  EXPECT_EQ(single.verdict, Verdict::kOneRun);
  EXPECT_EQ(single.own_mean, 45);
  EXPECT_FALSE(single.prediction.has_value());
}

}  // namespace
}  // namespace labelrep
