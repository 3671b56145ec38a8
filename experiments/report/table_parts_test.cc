#include "experiments/report/table_parts.h"

#include <cmath>

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

RunResult Measured(uint32_t seed, int64_t nearest, int64_t threshold) {
  RunResult result = MakeResult(MakeSpeechRun(seed));
  result.set_recipe_sha256("digest " + std::to_string(seed));
  result.mutable_test()->set_images(1000);
  result.mutable_test()->set_correct_by_nearest_label(nearest);
  result.mutable_test()->set_correct_by_threshold(threshold);
  return result;
}

RunResult Failed(uint32_t seed, const std::string& message) {
  return MakeFailedResult(MakeSpeechRun(seed), message);
}

// The cell for runs with the seeds 1, 2, ... and these results.
Cell CellOf(const std::vector<RunResult>& results, const Decision& decision) {
  std::vector<ReportSpec::Run> runs;
  for (size_t i = 0; i < results.size(); ++i) runs.push_back(MakeSpeechRun(i + 1));
  std::vector<RunOutcome> outcomes(results.size());
  for (size_t i = 0; i < results.size(); ++i) {
    outcomes[i].spec = &runs[i];
    outcomes[i].result = &results[i];
  }
  return MakeSeedCell(outcomes, decision.accuracy);
}

TEST(TablePartsTest, OneSeedIsItsShareOfCorrectDecisions) {
  const Cell nearest = CellOf({Measured(1, 880, 610)}, kNearestLabel);
  EXPECT_EQ(nearest.status(), Cell::OK);
  EXPECT_DOUBLE_EQ(nearest.value(), 0.88);
  EXPECT_FALSE(nearest.has_spread());
  EXPECT_EQ(nearest.source_sha256(), "digest 1");
  EXPECT_DOUBLE_EQ(CellOf({Measured(1, 880, 610)}, kThreshold).value(), 0.61);
}

TEST(TablePartsTest, SeveralSeedsAreTheirMeanAndStandardDeviation) {
  const Cell cell =
      CellOf({Measured(1, 800, 0), Measured(2, 840, 0), Measured(3, 850, 0)}, kNearestLabel);
  EXPECT_DOUBLE_EQ(cell.value(), 0.83);
  // Deviations -0.03, 0.01, 0.02.
  EXPECT_NEAR(cell.spread(), std::sqrt(0.0014 / 2), 1e-12);
  EXPECT_FALSE(cell.has_source_sha256());
  EXPECT_FALSE(cell.has_note());
}

TEST(TablePartsTest, ARuleThatDoesNotApplyIsNotApplicable) {
  EXPECT_EQ(CellOf({Measured(1, 880, 610)}, kLargestOutput).status(), Cell::NOT_APPLICABLE);
}

TEST(TablePartsTest, AFailedRunIsNamedWithPlaceAndReason) {
  RunResult failed = Failed(1, "the loss is nan");
  failed.mutable_failure()->set_epoch(3);
  failed.mutable_failure()->set_step(812);
  const Cell cell = CellOf({failed}, kNearestLabel);
  EXPECT_EQ(cell.status(), Cell::FAILED);
  EXPECT_EQ(cell.note(), "speech_s1 (step 812 of epoch 3): the loss is nan");
}

TEST(TablePartsTest, AnAbsentRunIsNamed) {
  const Cell unrecorded = CellOf({MakeAbsentResult(MakeSpeechRun(1))}, kNearestLabel);
  EXPECT_EQ(unrecorded.status(), Cell::ABSENT);
  EXPECT_EQ(unrecorded.note(), "speech_s1: not recorded");
  const Cell missing = CellOf({RunResult()}, kNearestLabel);
  EXPECT_EQ(missing.status(), Cell::ABSENT);
  EXPECT_EQ(missing.note(), "speech_s1: no result");
  EXPECT_EQ(CellOf({}, kNearestLabel).status(), Cell::ABSENT);
}

TEST(TablePartsTest, TheOtherSeedsStay) {
  const Cell cell = CellOf({Measured(1, 800, 0), Failed(2, "the loss is nan"), Measured(3, 900, 0)},
                           kNearestLabel);
  EXPECT_EQ(cell.status(), Cell::OK);
  EXPECT_DOUBLE_EQ(cell.value(), 0.85);
  EXPECT_EQ(cell.note(), "2 of 3 seeds; seed 2: the loss is nan");
  const Cell one_left =
      CellOf({Failed(1, "the loss is nan"), Measured(2, 800, 0), Failed(3, "the loss is nan")},
             kNearestLabel);
  EXPECT_EQ(one_left.note(), "1 of 3 seeds; seeds 1, 3: the loss is nan");
  EXPECT_EQ(CellOf({Failed(1, "the loss is nan"), RunResult()}, kThreshold).status(), Cell::FAILED);
}

TEST(TablePartsTest, HeadingsSayOnWhatItWasMeasured) {
  TestReport attacks("table_robustness");
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  Table table =
      StartTable(attacks.spec, RunsSubtitle(attacks.spec, attacks.Runs()), {"data, encoder"});
  AddColumn(table, {"tried on", "Low-dim"}, "%", 1);
  AddRow(table, {"Shapes-10"});
  EXPECT_EQ(table.name(), "table_robustness");
  EXPECT_EQ(table.title(), "Title of the entry");
  EXPECT_THAT(table.subtitle(), HasSubstr("Shapes-10. Smoke run"));
  EXPECT_THAT(table.subtitle(), HasSubstr("2 epochs"));
  EXPECT_THAT(table.row_headings(), ElementsAre("data, encoder"));
  EXPECT_THAT(table.rows(0).headings(), ElementsAre("Shapes-10"));
  EXPECT_THAT(table.columns(0).headings(), ElementsAre("tried on", "Low-dim"));
  EXPECT_EQ(table.columns(0).unit(), "%");
  EXPECT_EQ(table.columns(0).decimals(), 1);
}

TEST(TablePartsTest, CellsSayWhyThereIsNoNumber) {
  TestReport attacks("table_robustness");
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  attacks.AddFailedRun("resnet8", "constant", 100, 7);
  const ReportRuns runs = attacks.Runs();
  const Cell without_attack = UnmeasuredCell(runs.outcomes[0]);
  EXPECT_EQ(without_attack.status(), Cell::ABSENT);
  EXPECT_FALSE(without_attack.has_note());
  const Cell failed = UnmeasuredCell(runs.outcomes[1]);
  EXPECT_EQ(failed.status(), Cell::FAILED);
  EXPECT_THAT(failed.note(), HasSubstr("the loss is nan"));
}

TEST(TablePartsTest, OnlyMeasuredRunsHaveAnAccuracy) {
  TestReport runs("fig4_datafrac");
  runs.AddRun("resnet8", "speech", 5, 7, 0.25);
  runs.AddFailedRun("resnet8", "speech", 5, 8);
  runs.AddRun("resnet8", "speech", 5, 9, 0.5);
  EXPECT_THAT(BySeed(runs.Runs().outcomes, TestAccuracy), ElementsAre(Pair(7, 0.25), Pair(9, 0.5)));
}

TEST(TablePartsTest, TheDecisionIsTheLabelSets) {
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
