#include "experiments/sweep/time_left.h"

#include "experiments/sweep/sweep_testing.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

SweepRun RunOf(RunState::Kind kind, int32_t epochs_done = 0, double spent_s = 0) {
  SweepRun run = {PlannedRunNamed("a"), {}};
  run.state.kind = kind;
  run.state.epochs_done = run.state.epochs_timed = epochs_done;
  run.state.spent_s = spent_s;
  return run;
}

// 900 training images an epoch; `done` counts from the start of the run.
void SetProgress(int64_t before, int64_t done, double elapsed_s, SweepRun& run) {
  run.state.progress.emplace();
  run.state.progress->set_images_before(before);
  run.state.progress->set_images_done(done);
  run.state.progress->set_images_total(9000);
  run.state.progress->set_elapsed_s(elapsed_s);
}

TEST(TimeLeftTest, NothingIsKnownBeforeAnythingIsMeasured) {
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const auto left, SecondsLeft({RunOf(RunState::kMissing), RunOf(RunState::kRunning)}));
  EXPECT_EQ(left[0], std::nullopt);
  EXPECT_EQ(left[1], std::nullopt);
}

TEST(TimeLeftTest, FinishedRunsSayWhatSimilarOnesTake) {
  SweepRun other_cost = RunOf(RunState::kMissing);
  other_cost.planned.recipe.set_encoder("vgg19");
  SweepRun half = RunOf(RunState::kMissing, 5, 60);
  SweepRun short_run = RunOf(RunState::kMissing);
  short_run.planned.recipe.set_epochs(5);
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const auto left,
      SecondsLeft({RunOf(RunState::kDone, 10, 120), RunOf(RunState::kDone, 10, 120),
                   RunOf(RunState::kDone, 10, 900), RunOf(RunState::kMissing), half, other_cost,
                   RunOf(RunState::kFailed, 1, 12), short_run}));
  EXPECT_EQ(left[0], 0);
  EXPECT_NEAR(*left[3], 120, 1e-9);  // the median
  EXPECT_NEAR(*left[4], 60, 1e-9);
  EXPECT_EQ(left[5], std::nullopt);
  EXPECT_EQ(left[6], 0);
  // 3 x 9,000 + 1,000 + 100 forward passes against half of the first two, and the test.
  EXPECT_NEAR(*left[7], 120.0 * (13500 + 500 + 100) / (27000 + 1000 + 100), 1e-9);
}

TEST(TimeLeftTest, EpochsWithoutTimesSayNothingOfTheRate) {
  // Failed in its second segment, which left no times; and one that left none at all.
  SweepRun failed = RunOf(RunState::kFailed, 8, 24);
  failed.state.epochs_timed = 2;
  SweepRun untimed = RunOf(RunState::kFailed, 8, 3);
  untimed.state.epochs_timed = 0;
  LABELREP_ASSERT_OK_AND_ASSIGN(auto left,
                                SecondsLeft({failed, untimed, RunOf(RunState::kMissing)}));
  EXPECT_NEAR(*left[2], 120, 1e-9);
  LABELREP_ASSERT_OK_AND_ASSIGN(left, SecondsLeft({untimed, RunOf(RunState::kMissing)}));
  EXPECT_EQ(left[1], std::nullopt);
}

TEST(TimeLeftTest, ARunningOneGoesOnAtItsOwnRate) {
  SweepRun running = RunOf(RunState::kRunning, 5, 1000);
  SetProgress(4500, 6000, 30, running);
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto left,
                                SecondsLeft({RunOf(RunState::kDone, 10, 100), running}));
  EXPECT_NEAR(*left[1], 60, 1e-9);
}

TEST(TimeLeftTest, ARunningOneIsMeasuredToo) {
  SweepRun running = RunOf(RunState::kRunning);
  SetProgress(0, 900, 10, running);
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto left, SecondsLeft({running, RunOf(RunState::kMissing)}));
  EXPECT_NEAR(*left[0], 90, 1e-9);
  EXPECT_NEAR(*left[1], 100, 1e-9);
}

}  // namespace
}  // namespace labelrep
