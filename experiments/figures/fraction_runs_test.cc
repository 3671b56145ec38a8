#include "experiments/figures/fraction_runs.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(FractionRunsTest, GroupsDifferInPanelFractionAndKind) {
  TestReport runs("fig4_datafrac");
  for (const char* encoder : {"resnet8", "resnet14"}) {
    for (const char* kind : {"speech", "category"}) {
      for (double percent : {20, 5}) {
        for (int seed : {7, 8}) runs.AddRun(encoder, kind, percent, seed, 0.5);
      }
    }
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto outcomes, CheckedOutcomes(runs.spec, runs.inputs.runs));
  const std::vector<FractionGroup> groups = GroupByFraction(runs.spec.catalogue(), outcomes);
  ASSERT_EQ(groups.size(), 8);
  EXPECT_EQ(groups[0].kind, "category");
  EXPECT_EQ(groups[1].kind, "speech");
  EXPECT_EQ(groups[1].percent, 5);
  EXPECT_EQ(groups[2].percent, 20);
  EXPECT_EQ(groups[4].models.encoder, "resnet14");
  EXPECT_EQ(groups[4].seeds.size(), 2);
}

TEST(FractionRunsTest, OnlyMeasuredRunsHaveAnAccuracy) {
  TestReport runs("fig4_datafrac");
  runs.AddRun("resnet8", "speech", 5, 7, 0.25);
  runs.AddFailedRun("resnet8", "speech", 5, 8);
  runs.AddRun("resnet8", "speech", 5, 9, 0.5);
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto outcomes, CheckedOutcomes(runs.spec, runs.inputs.runs));
  const std::vector<FractionGroup> groups = GroupByFraction(runs.spec.catalogue(), outcomes);
  ASSERT_EQ(groups.size(), 1);
  EXPECT_EQ(groups[0].seeds.size(), 3);
  EXPECT_THAT(AccuracyBySeed(groups[0]), ElementsAre(Pair(7, 0.25), Pair(9, 0.5)));
}

TEST(FractionRunsTest, ARunWithoutAResultIsInItsGroup) {
  TestReport runs("fig4_datafrac");
  runs.AddRun("resnet8", "speech", 5, 7, 0.25).Clear();
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto outcomes, CheckedOutcomes(runs.spec, runs.inputs.runs));
  const std::vector<FractionGroup> groups = GroupByFraction(runs.spec.catalogue(), outcomes);
  ASSERT_EQ(groups.size(), 1);
  EXPECT_EQ(groups[0].percent, 5);
  EXPECT_TRUE(AccuracyBySeed(groups[0]).empty());
}

TEST(FractionRunsTest, TheDecisionIsTheLabelSets) {
  RunResult result;
  EXPECT_FALSE(TestAccuracy(result).has_value());
  result.mutable_test()->set_images(10);
  result.mutable_test()->set_correct_by_threshold(1);
  EXPECT_FALSE(TestAccuracy(result).has_value());
  result.mutable_test()->set_correct_by_nearest_label(2);
  EXPECT_EQ(TestAccuracy(result), 0.2);
}

}  // namespace
}  // namespace labelrep
