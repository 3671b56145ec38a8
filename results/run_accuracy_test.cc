#include "results/run_accuracy.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(RunAccuracyTest, IsByTheLabelSetsOwnRule) {
  RunResult result;
  EXPECT_EQ(TestAccuracy(result), std::nullopt);
  result.mutable_test()->set_images(1000);
  EXPECT_EQ(TestAccuracy(result), std::nullopt);
  result.mutable_test()->set_correct_by_threshold(100);
  EXPECT_EQ(TestAccuracy(result), std::nullopt);
  result.mutable_test()->set_correct_by_nearest_label(250);
  EXPECT_EQ(TestAccuracy(result), 0.25);
  result.mutable_test()->set_correct_by_largest_output(500);
  EXPECT_EQ(TestAccuracy(result), 0.5);
  EXPECT_EQ(AccuracyByThreshold(result), 0.1);
  EXPECT_EQ(AccuracyByNearestLabel(result), 0.25);
  // Of no images there is no share.
  result.mutable_test()->set_images(0);
  EXPECT_EQ(TestAccuracy(result), std::nullopt);
}

TEST(RunAccuracyTest, OfValidationIsThatOfTheBestEpoch) {
  RunResult result;
  for (int number : {1, 2, 3}) {
    EpochResult& epoch = *result.add_epochs();
    epoch.set_epoch(number);
    if (number != 1) epoch.set_validation_accuracy(number == 2 ? 0.5 : 0.25);
  }
  EXPECT_EQ(BestValidationAccuracy(result), std::nullopt);
  result.set_best_epoch(2);
  EXPECT_EQ(BestValidationAccuracy(result), 0.5);
}

}  // namespace
}  // namespace labelrep
