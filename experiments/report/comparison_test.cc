#include "experiments/report/comparison.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/stats/holm.h"
#include "lib/stats/paired_comparison.h"

namespace labelrep {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

// Columns of the table.
constexpr int kAccuracy = 0;
constexpr int kSeeds = 1;
constexpr int kDifference = 2;
constexpr int kPairs = 3;
constexpr int kP = 4;
constexpr int kEffectSize = 5;

Table TableOf(const TestReport& report, const std::string& baseline = "category") {
  const ReportRuns runs = report.Runs();
  return TestAccuracyTable(runs, GroupSeeds(runs), baseline);
}

TestReport ThreeSeeds() {
  TestReport runs("fig4_datafrac");
  const double category[] = {0.5, 0.52, 0.51};
  const double speech[] = {0.55, 0.58, 0.57};
  const double random[] = {0.5, 0.53, 0.5};
  for (int i = 0; i < 3; ++i) {
    runs.AddRun("resnet8", "category", 5, 7 + i, category[i]);
    runs.AddRun("resnet8", "speech", 5, 7 + i, speech[i]);
    runs.AddRun("resnet8", "random", 5, 7 + i, random[i]);
  }
  return runs;
}

TEST(ComparisonTest, DifferencesArePairedAndPIsHolms) {
  const Table table = TableOf(ThreeSeeds());
  ASSERT_EQ(table.rows_size(), 3);
  const auto& speech = table.rows(1).cells();
  EXPECT_NEAR(speech[kAccuracy].value(), 0.5667, 1e-4);
  EXPECT_EQ(speech[kSeeds].value(), 3);
  EXPECT_NEAR(speech[kDifference].value(), 5.667, 1e-3);
  EXPECT_NEAR(speech[kDifference].lo(), 4.232, 1e-3);
  EXPECT_NEAR(speech[kDifference].hi(), 7.101, 1e-3);
  EXPECT_EQ(speech[kPairs].value(), 3);
  const std::vector<double> p =
      HolmAdjusted({*ComparePaired({0.55, 0.58, 0.57}, {0.5, 0.52, 0.51}).p,
                    *ComparePaired({0.5, 0.53, 0.5}, {0.5, 0.52, 0.51}).p});
  EXPECT_NEAR(speech[kP].value(), p[0], 1e-12);
  EXPECT_NEAR(table.rows(2).cells(kP).value(), p[1], 1e-12);
  EXPECT_NEAR(speech[kEffectSize].value(), 9.81, 1e-2);
  EXPECT_EQ(table.rows(0).cells(kDifference).status(), Cell::NOT_APPLICABLE);
}

TEST(ComparisonTest, PanelsAreFamiliesOfTheirOwn) {
  TestReport runs = ThreeSeeds();
  const double alone = TableOf(runs).rows(1).cells(kP).value();
  for (int seed : {7, 8, 9}) {
    runs.AddRun("resnet14", "category", 5, seed, 0.5);
    runs.AddRun("resnet14", "speech", 5, seed, 0.5 + 0.01 * seed);
  }
  EXPECT_EQ(TableOf(runs).rows(1).cells(kP).value(), alone);
}

void ExpectThatConstantCounts(const TestReport& runs, Cell::Status shown) {
  const double of_two = TableOf(ThreeSeeds()).rows(1).cells(kP).value();
  const Table table = TableOf(runs);
  EXPECT_NEAR(table.rows(1).cells(kP).value(), of_two * 3 / 2, 1e-12);
  ASSERT_THAT(table.rows(2).headings(), Contains("Constant"));
  EXPECT_EQ(table.rows(2).cells(kAccuracy).status(), shown);
  EXPECT_EQ(table.rows(2).cells(kP).status(), Cell::NOT_APPLICABLE);
}

TEST(ComparisonTest, MissingComparisonsCountAsWell) {
  TestReport runs = ThreeSeeds();
  runs.AddFailedRun("resnet8", "constant", 5, 7);
  ExpectThatConstantCounts(runs, Cell::FAILED);
  runs.inputs.runs.back().clear_recipe();
  ExpectThatConstantCounts(runs, Cell::FAILED);
  // As of a file that is not there.
  runs.inputs.runs.back().Clear();
  ExpectThatConstantCounts(runs, Cell::ABSENT);
}

TEST(ComparisonTest, OneSeedHasNeitherIntervalNorPAndTheTableSaysSo) {
  TestReport runs("fig4_datafrac");
  runs.AddRun("resnet8", "category", 5, 7, 0.5);
  runs.AddRun("resnet8", "speech", 5, 7, 0.45);
  const Table table = TableOf(runs);
  EXPECT_NEAR(table.rows(1).cells(kDifference).value(), -5, 1e-12);
  EXPECT_FALSE(table.rows(1).cells(kDifference).has_lo());
  EXPECT_EQ(table.rows(1).cells(kP).status(), Cell::NOT_APPLICABLE);
  EXPECT_EQ(table.rows(1).cells(kEffectSize).status(), Cell::NOT_APPLICABLE);
  ASSERT_EQ(table.notes_size(), 1);
  EXPECT_THAT(table.notes(0), HasSubstr("One pair of runs says nothing"));
}

TEST(ComparisonTest, EqualDifferencesHaveNeitherIntervalNorPAndTheTableSaysSo) {
  TestReport runs("fig4_datafrac");
  for (int seed : {7, 8}) {
    runs.AddRun("resnet8", "category", 5, seed, 0.1 * seed);
    runs.AddRun("resnet8", "speech", 5, seed, 0.1 * seed);
  }
  const Table table = TableOf(runs);
  EXPECT_EQ(table.rows(1).cells(kDifference).value(), 0);
  EXPECT_FALSE(table.rows(1).cells(kDifference).has_lo());
  EXPECT_EQ(table.rows(1).cells(kP).status(), Cell::NOT_APPLICABLE);
  EXPECT_THAT(table.notes(), Contains(HasSubstr("Differences that are all the same")));
}

TEST(ComparisonTest, OnlySeedsThatBothHaveArePaired) {
  TestReport runs = ThreeSeeds();
  runs.AddFailedRun("resnet8", "speech", 5, 10);
  runs.AddRun("resnet8", "category", 5, 10, 0.9);
  const Table table = TableOf(runs);
  EXPECT_NEAR(table.rows(1).cells(kDifference).value(), 5.667, 1e-3);
  EXPECT_EQ(table.rows(1).cells(kPairs).value(), 3);
  EXPECT_THAT(table.rows(1).cells(kAccuracy).note(), HasSubstr("3 of 4 seeds"));
}

TEST(ComparisonTest, SeedsWithoutCategoryAreNoPairs) {
  TestReport runs("fig4_datafrac");
  runs.AddRun("resnet8", "category", 5, 7, 0.5);
  for (int seed : {7, 8, 9}) runs.AddRun("resnet8", "speech", 5, seed, 0.4 + 0.01 * seed);
  const Table table = TableOf(runs);
  EXPECT_EQ(table.rows(1).cells(kSeeds).value(), 3);
  EXPECT_EQ(table.rows(1).cells(kPairs).value(), 1);
  EXPECT_EQ(table.rows(1).cells(kP).status(), Cell::NOT_APPLICABLE);
  EXPECT_THAT(table.notes(), Contains(HasSubstr("One pair of runs")));
  EXPECT_THAT(table.notes(), Contains(HasSubstr("±")));
}

// Category and speech as they are, and with a smaller rate.
TestReport Variants() {
  TestReport runs("fig_tf32");
  for (int seed : {7, 8}) {
    // The variant first: the baseline is told by having none, not by its place.
    runs.AddRun("resnet8", "category", 5, seed, 0.6 + 0.01 * seed);
    runs.SetVariant("rate", "rate 0.01");
    runs.AddRun("resnet8", "category", 5, seed, 0.5);
    runs.AddRun("resnet8", "speech", 5, seed, 0.3 + 0.02 * seed);
    runs.SetVariant("rate", "rate 0.01");
    runs.AddRun("resnet8", "speech", 5, seed, 0.4);
  }
  return runs;
}

TEST(ComparisonTest, AVariantIsComparedWithTheSameVariantOfTheBaseline) {
  const Table table = TableOf(Variants());
  ASSERT_EQ(table.rows_size(), 4);
  EXPECT_EQ(table.rows(0).cells(kDifference).status(), Cell::NOT_APPLICABLE);
  EXPECT_THAT(table.rows(1).headings(), Contains("Category with rate 0.01"));
  // Means over seeds 7 and 8.
  EXPECT_NEAR(table.rows(1).cells(kDifference).value(), 17.5, 1e-9);
  EXPECT_NEAR(table.rows(2).cells(kDifference).value(), -10, 1e-9);
  // 0.44 and 0.46 beside category's 0.67 and 0.68 at that rate.
  EXPECT_NEAR(table.rows(3).cells(kDifference).value(), -22.5, 1e-9);
  EXPECT_THAT(table.columns(kDifference).headings(0), HasSubstr("difference to category"));
  EXPECT_THAT(
      table.notes(),
      Contains(HasSubstr("of category where there is one: Speech with rate 0.01 to Category "
                         "with rate 0.01.")));
}

TEST(ComparisonTest, AVariantThatTheBaselineHasNotIsComparedWithTheBaseline) {
  TestReport runs("fig_tf32");
  for (int seed : {7, 8}) {
    runs.AddRun("resnet8", "category", 5, seed, 0.5);
    runs.AddRun("resnet8", "speech", 5, seed, 0.3 + 0.02 * seed);
    runs.SetVariant("rate", "rate 0.01");
  }
  const Table table = TableOf(runs);
  ASSERT_EQ(table.rows_size(), 2);
  EXPECT_NEAR(table.rows(1).cells(kDifference).value(), -5, 1e-9);
  EXPECT_THAT(table.notes(), Not(Contains(HasSubstr("same variant"))));
}

TEST(ComparisonTest, WithoutABaselineVariantsAreComparedWithTheirOwnLabel) {
  const Table table = TableOf(Variants(), "");
  EXPECT_NEAR(table.rows(1).cells(kDifference).value(), 17.5, 1e-9);
  EXPECT_NEAR(table.rows(3).cells(kDifference).value(), 5, 1e-9);
  for (int row : {0, 2}) {
    EXPECT_EQ(table.rows(row).cells(kDifference).status(), Cell::NOT_APPLICABLE);
  }
  // Holm's family is the two comparisons that there are.
  const std::vector<double> p = HolmAdjusted(
      {*ComparePaired({0.67, 0.68}, {0.5, 0.5}).p, *ComparePaired({0.44, 0.46}, {0.4, 0.4}).p});
  EXPECT_NEAR(table.rows(1).cells(kP).value(), p[0], 1e-9);
  EXPECT_NEAR(table.rows(3).cells(kP).value(), p[1], 1e-9);
  EXPECT_THAT(table.columns(kDifference).headings(0), HasSubstr("to the label unchanged"));
}

TEST(ComparisonTest, VariantsAloneHaveNothingToBeComparedWith) {
  TestReport runs("fig_tf32");
  runs.AddRun("resnet8", "category", 5, 7, 0.5);
  runs.SetVariant("rate", "rate 0.01");
  EXPECT_THAT(TableOf(runs).notes(0), HasSubstr("No run of label kind category"));
  EXPECT_THAT(TableOf(runs, "").notes(0), HasSubstr("No run of a label unchanged"));
}

TEST(ComparisonTest, WithoutCategoryThereIsNothingToCompareWith) {
  TestReport runs("fig4_datafrac");
  runs.AddRun("resnet8", "speech", 5, 7, 0.5);
  const Table table = TableOf(runs);
  EXPECT_EQ(table.rows(0).cells(kDifference).status(), Cell::NOT_APPLICABLE);
  EXPECT_THAT(table.notes(0), HasSubstr("nothing to compare with"));
}

}  // namespace
}  // namespace labelrep
