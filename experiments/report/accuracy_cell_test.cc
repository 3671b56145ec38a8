#include "experiments/report/accuracy_cell.h"

#include <cmath>

#include "experiments/report/report_testing.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

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
Cell CellOf(const std::vector<RunResult>& results, Decision decision) {
  std::vector<ReportSpec::Run> runs;
  for (size_t i = 0; i < results.size(); ++i) runs.push_back(MakeSpeechRun(i + 1));
  std::vector<RunOutcome> outcomes;
  for (size_t i = 0; i < results.size(); ++i) outcomes.push_back({&runs[i], &results[i]});
  return MakeAccuracyCell(outcomes, decision);
}

TEST(AccuracyCellTest, OneSeedIsItsShareOfCorrectDecisions) {
  const Cell nearest = CellOf({Measured(1, 880, 610)}, Decision::kNearestLabel);
  EXPECT_EQ(nearest.status(), Cell::OK);
  EXPECT_DOUBLE_EQ(nearest.value(), 0.88);
  EXPECT_FALSE(nearest.has_spread());
  EXPECT_EQ(nearest.source_sha256(), "digest 1");
  EXPECT_DOUBLE_EQ(CellOf({Measured(1, 880, 610)}, Decision::kThreshold).value(), 0.61);
}

TEST(AccuracyCellTest, SeveralSeedsAreTheirMeanAndStandardDeviation) {
  const Cell cell = CellOf({Measured(1, 800, 0), Measured(2, 840, 0), Measured(3, 850, 0)},
                           Decision::kNearestLabel);
  EXPECT_DOUBLE_EQ(cell.value(), 0.83);
  // Deviations -0.03, 0.01, 0.02.
  EXPECT_NEAR(cell.spread(), std::sqrt(0.0014 / 2), 1e-12);
  EXPECT_FALSE(cell.has_source_sha256());
  EXPECT_FALSE(cell.has_note());
}

TEST(AccuracyCellTest, ARuleThatDoesNotApplyIsNotApplicable) {
  EXPECT_EQ(CellOf({Measured(1, 880, 610)}, Decision::kLargestOutput).status(),
            Cell::NOT_APPLICABLE);
}

TEST(AccuracyCellTest, AFailedRunIsNamedWithPlaceAndReason) {
  RunResult failed = Failed(1, "the loss is nan");
  failed.mutable_failure()->set_epoch(3);
  failed.mutable_failure()->set_step(812);
  const Cell cell = CellOf({failed}, Decision::kNearestLabel);
  EXPECT_EQ(cell.status(), Cell::FAILED);
  EXPECT_EQ(cell.note(), "speech_s1 (step 812 of epoch 3): the loss is nan");
}

TEST(AccuracyCellTest, AnAbsentRunIsNamed) {
  const Cell unrecorded = CellOf({MakeAbsentResult(MakeSpeechRun(1))}, Decision::kNearestLabel);
  EXPECT_EQ(unrecorded.status(), Cell::ABSENT);
  EXPECT_EQ(unrecorded.note(), "speech_s1: not recorded");
  const Cell missing = CellOf({RunResult()}, Decision::kNearestLabel);
  EXPECT_EQ(missing.status(), Cell::ABSENT);
  EXPECT_EQ(missing.note(), "speech_s1: no result");
  EXPECT_EQ(CellOf({}, Decision::kNearestLabel).status(), Cell::ABSENT);
}

TEST(AccuracyCellTest, TheOtherSeedsStay) {
  const Cell cell = CellOf({Measured(1, 800, 0), Failed(2, "the loss is nan"), Measured(3, 900, 0)},
                           Decision::kNearestLabel);
  EXPECT_EQ(cell.status(), Cell::OK);
  EXPECT_DOUBLE_EQ(cell.value(), 0.85);
  EXPECT_EQ(cell.note(), "2 of 3 seeds; seed 2: the loss is nan");
  const Cell one_left =
      CellOf({Failed(1, "the loss is nan"), Measured(2, 800, 0), Failed(3, "the loss is nan")},
             Decision::kNearestLabel);
  EXPECT_EQ(one_left.note(), "1 of 3 seeds; seeds 1, 3: the loss is nan");
  EXPECT_EQ(CellOf({Failed(1, "the loss is nan"), RunResult()}, Decision::kThreshold).status(),
            Cell::FAILED);
}

}  // namespace
}  // namespace labelrep
