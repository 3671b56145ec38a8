#include "results/check/check_published.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

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

}  // namespace
}  // namespace labelrep
