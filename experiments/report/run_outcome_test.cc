#include "experiments/report/run_outcome.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

RunResult Measured(const ReportSpec::Run& run) {
  RunResult result = MakeResult(run);
  result.mutable_test()->set_images(1000);
  return result;
}

TEST(RunOutcomeTest, MissingRunsOfOneReasonAreNamedTogether) {
  const std::vector<ReportSpec::Run> runs = {MakeSpeechRun(1), MakeSpeechRun(2), MakeSpeechRun(3),
                                             MakeSpeechRun(4)};
  const std::vector<RunResult> results = {MakeAbsentResult(runs[0]), Measured(runs[1]),
                                          MakeFailedResult(runs[2], "the loss is nan"),
                                          MakeAbsentResult(runs[3])};
  std::vector<RunOutcome> outcomes;
  for (size_t i = 0; i < runs.size(); ++i) outcomes.push_back({&runs[i], &results[i]});
  EXPECT_THAT(MissingRuns(outcomes), ElementsAre("2 runs, not recorded: speech_s1, speech_s4",
                                                 "speech_s3: the loss is nan"));
  EXPECT_THAT(MissingSeeds(outcomes),
              ElementsAre("seeds 1, 4: not recorded", "seed 3: the loss is nan"));
  EXPECT_TRUE(outcomes[0].IsAbsent());
  EXPECT_FALSE(outcomes[1].IsAbsent());
  EXPECT_FALSE(outcomes[2].IsAbsent());
}

TEST(RunOutcomeTest, WhatIsShownHasTheRecipesOfMeasuredRuns) {
  const ReportSpec::Run run = MakeSpeechRun(1);
  const ReportSpec::Run other = MakeSpeechRun(2);
  const RunResult measured = Measured(run);
  const RunResult failed = MakeFailedResult(other, "the loss is nan");
  const std::vector<Recipe> shown = ShownRecipes({{&run, &measured}, {&other, &failed}});
  ASSERT_EQ(shown.size(), 1);
  EXPECT_EQ(shown[0].seed(), 1);
  EXPECT_EQ(ShownRecipes({{&other, &failed}}).size(), 1);
}

TEST(RunOutcomeTest, RefusesAnotherRunsResult) {
  const ReportSpec::Run run = MakeSpeechRun(1);
  const RunResult good = Measured(run);
  EXPECT_OK(CheckOutcome({&run, &good}));
  const RunResult other_seed = Measured(MakeSpeechRun(2));
  EXPECT_THAT(
      CheckOutcome({&run, &other_seed}),
      StatusIs(absl::StatusCode::kFailedPrecondition,
               "run.pb: recipe.seed: '2', expected '1' as the table says of run speech_s1"));
  RunResult other_label = good;
  other_label.mutable_recipe()->mutable_label()->set_kind("shuffle");
  EXPECT_THAT(CheckOutcome({&run, &other_label}),
              StatusIs(absl::StatusCode::kFailedPrecondition, "recipe.label.kind: 'shuffle'"));
  RunResult other_fraction = good;
  other_fraction.mutable_recipe()->set_train_fraction_percent(2);
  EXPECT_THAT(CheckOutcome({&run, &other_fraction}),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "recipe.train_fraction_percent: '2', expected '100'"));
  RunResult no_images = good;
  no_images.mutable_test()->clear_images();
  EXPECT_THAT(CheckOutcome({&run, &no_images}),
              StatusIs(absl::StatusCode::kFailedPrecondition, "test.images: 0"));
}

TEST(RunOutcomeTest, OnlyAMeasurementNeedsARecipe) {
  const ReportSpec::Run run = MakeSpeechRun(1);
  const RunResult absent;
  EXPECT_OK(CheckOutcome({&run, &absent}));
  RunResult failed = MakeFailedResult(run, "the loss is nan");
  failed.clear_recipe();
  EXPECT_OK(CheckOutcome({&run, &failed}));
  RunResult measured = Measured(run);
  measured.clear_recipe();
  EXPECT_THAT(CheckOutcome({&run, &measured}),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "run.pb: recipe: none, expected that of run speech_s1"));
}

}  // namespace
}  // namespace labelrep
