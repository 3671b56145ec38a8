#include "results/check/check_published.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

PublishedNumbers TestPublished() {
  PublishedNumbers published;
  for (const auto& [label, percent] : {std::pair("category", 31.5), {"shuffle", 50.1}}) {
    PublishedNumber& number = *published.add_numbers();
    number.set_dataset("cifar10");
    number.set_encoder("vgg19");
    number.set_label(label);
    number.set_split(PublishedNumber::TEST);
    number.set_accuracy_percent(percent);
  }
  return published;
}

RunResult TestRun(int64_t correct) {
  RunResult run;
  run.mutable_recipe()->set_dataset("cifar10");
  run.mutable_recipe()->set_encoder("vgg19");
  run.mutable_recipe()->mutable_label()->set_kind("category");
  run.mutable_test()->set_images(100);
  run.mutable_test()->set_correct_by_largest_output(correct);
  return run;
}

TEST(CheckAgainstPublishedTest, NamesWhatIsFurtherOffThanTheTolerance) {
  EXPECT_THAT(CheckAgainstPublished(TestPublished(), {TestRun(40), TestRun(30)}, {},
                                    /*accuracy_points=*/3, /*allow_missing=*/true),
              ElementsAre("cifar10, vgg19, category, 100 % of the images, test split: published "
                          "31.50 %, here 35.00 % (+3.50 points, mean of 2 runs)"));
  EXPECT_THAT(CheckAgainstPublished(TestPublished(), {TestRun(28)}, {}, 3.5, true), ElementsAre());
}

TEST(CheckAgainstPublishedTest, NamesWhatWasNotRun) {
  EXPECT_THAT(CheckAgainstPublished(TestPublished(), {TestRun(31)}, {}, 1, false),
              ElementsAre("cifar10, vgg19, shuffle, 100 % of the images, test split: published "
                          "50.10 %, not run here"));
}

TEST(CheckAgainstPublishedTest, LeavesOutRunsOfAnotherTraining) {
  PublishedNumbers published = TestPublished();
  published.mutable_training()->set_learning_rate(0.1);
  published.mutable_training()->mutable_multi_step()->set_factor(0.1);
  RunResult run = TestRun(40);
  run.mutable_recipe()->MergeFrom(published.training());
  RunResult with_milestones = run;
  with_milestones.mutable_recipe()->mutable_multi_step()->add_milestones(100);
  RunResult with_other_rate = run;
  with_other_rate.mutable_recipe()->set_learning_rate(0.01);
  const auto check = [&](const std::vector<RunResult>& runs) {
    return CheckAgainstPublished(published, runs, {}, 1, true);
  };
  EXPECT_THAT(check({with_milestones, with_other_rate, TestRun(40)}), IsEmpty());
  EXPECT_THAT(check({with_milestones, run, with_other_rate}),
              ElementsAre(HasSubstr("here 40.00 % (+8.50 points, one run)")));
}

TEST(CheckAgainstPublishedTest, HoldsEachRecipeByItself) {
  std::vector<RunResult> runs = {TestRun(40), TestRun(50), TestRun(60)};
  for (size_t i = 0; i < runs.size(); ++i) {
    runs[i].mutable_recipe()->set_seed(7 + i);
    runs[i].mutable_recipe()->set_precision(i < 2 ? Recipe::BF16_AUTOCAST : Recipe::FP32);
  }
  EXPECT_THAT(
      CheckAgainstPublished(TestPublished(), runs, {}, 1, true),
      ElementsAre(
          HasSubstr("here 45.00 % (+13.50 points, mean of 2 runs, precision: BF16_AUTOCAST)"),
          HasSubstr("here 60.00 % (+28.50 points, one run, precision: FP32)")));
}

}  // namespace
}  // namespace labelrep
