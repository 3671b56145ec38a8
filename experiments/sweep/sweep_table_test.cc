#include "experiments/sweep/sweep_table.h"

#include <string>

#include "experiments/sweep/sweep_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/report/markdown.h"
#include "lib/report/table_check.h"

namespace labelrep {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

SweepRun RunNamed(const std::string& name, RunState::Kind kind) {
  SweepRun run = {PlannedRunNamed(name), {}};
  run.state.kind = kind;
  return run;
}

std::string Show(const std::vector<SweepRun>& runs) {
  const absl::StatusOr<Table> table = SweepTable(runs, "Runs of a test");
  EXPECT_OK(table);
  EXPECT_OK(CheckTable(*table));
  return TableAsMarkdown(*table);
}

std::vector<SweepRun> Sweep() {
  std::vector<SweepRun> runs = {
      RunNamed("run_a", RunState::kDone), RunNamed("run_b", RunState::kFailed),
      RunNamed("run_c", RunState::kRunning), RunNamed("run_d", RunState::kRunning),
      RunNamed("run_e", RunState::kMissing)};
  runs[0].state.epochs_done = runs[0].state.epochs_timed = 10;
  runs[0].state.spent_s = 7200;
  runs[1].state.note = "diverged: the loss is nan";
  RunState& running = runs[2].state;
  running.segment = "2/8";
  running.epochs_done = running.epochs_timed = 2;
  running.spent_s = 600;
  running.progress.set_images_before(1800);
  running.progress.set_images_done(2250);
  running.progress.set_images_total(9000);
  running.progress.set_elapsed_s(60);
  running.progress.set_loss(0.25);
  running.progress.set_validation_accuracy(0.5);
  return runs;
}

TEST(SweepTableTest, ALossThatIsNotKnownYetIsLeftOut) {
  std::vector<SweepRun> runs = Sweep();
  runs[2].state.progress.clear_loss();
  EXPECT_THAT(Show(runs), HasSubstr("segment 2/8, validation accuracy 50.0 %"));
}

TEST(SweepTableTest, ShowsEveryRun) {
  const std::string text = Show(Sweep());
  EXPECT_THAT(text, HasSubstr("Runs of a test"));
  EXPECT_THAT(text, ContainsRegex("run.?_a *\\| done *\\| 10/10 *\\| 2 h 0 min *\\|  *\\|"));
  EXPECT_THAT(text, ContainsRegex("run.?_b *\\| failed .*diverged: the loss is nan"));
  // 450 images took 60 s, so 6,750 take 15 min.
  EXPECT_THAT(text, ContainsRegex("run.?_c *\\| running *\\| 2.5/10 *\\| 11 min *\\| 15 min *\\| "
                                  "segment 2/8, loss 0.250, validation accuracy 50.0 %"));
  EXPECT_THAT(text, ContainsRegex("run.?_d *\\| running *\\| 0/10 *\\|  *\\| [0-9]"));
  EXPECT_THAT(text, ContainsRegex("run.?_e *\\| missing *\\| 0/10 *\\|  *\\| [0-9]"));
  EXPECT_THAT(text, HasSubstr("5 runs: 1 done, 1 failed, 2 running, 1 missing."));
  EXPECT_THAT(text,
              ContainsRegex("Spent: 2 h 11 min of training. Left: about .* with 2 at a time"));
}

TEST(SweepTableTest, SaysWhatIsNotKnown) {
  std::vector<SweepRun> runs = Sweep();
  runs[4].planned.mutable_recipe()->set_encoder("vgg19");
  const std::string text = Show(runs);
  EXPECT_THAT(text, ContainsRegex("run.?_e *\\| missing *\\| 0/10 *\\|  *\\| \\?"));
  EXPECT_THAT(text, HasSubstr("Left: more than "));
  EXPECT_THAT(text, HasSubstr("1 run is not in it, as no run like it has times."));
}

TEST(SweepTableTest, SaysThatNothingIsKnown) {
  const std::string text = Show({Sweep()[3]});
  EXPECT_THAT(text, HasSubstr("Left: ?, as no run like those left has times."));
  EXPECT_THAT(text, HasSubstr("1 run: 0 done"));
}

TEST(SweepTableTest, SaysThatTimesAreNotThere) {
  std::vector<SweepRun> runs = Sweep();
  EXPECT_THAT(Show(runs), Not(HasSubstr("times are not there")));
  runs[0].state.epochs_timed = 0;
  runs[0].state.spent_s = 0;
  EXPECT_THAT(Show(runs), HasSubstr("Spent: 11 min of training; 1 run has epochs whose times are "
                                    "not there. Left: about"));
}

TEST(SweepTableTest, NothingIsLeftOfAFinishedSweep) {
  EXPECT_THAT(Show({Sweep()[0], Sweep()[1]}), Not(HasSubstr("Left:")));
}

SweepRun RunOf(RunState::Kind kind, int32_t epochs_done = 0, double spent_s = 0) {
  SweepRun run = {PlannedRunNamed("a"), {}};
  run.state.kind = kind;
  run.state.epochs_done = run.state.epochs_timed = epochs_done;
  run.state.spent_s = spent_s;
  return run;
}

// 900 training images an epoch; `done` counts from the start of the run.
void SetProgress(int64_t before, int64_t done, double elapsed_s, SweepRun& run) {
  run.state.progress.set_images_before(before);
  run.state.progress.set_images_done(done);
  run.state.progress.set_images_total(9000);
  run.state.progress.set_elapsed_s(elapsed_s);
}

TEST(TimeLeftTest, NothingIsKnownBeforeAnythingIsMeasured) {
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const auto left, SecondsLeft({RunOf(RunState::kMissing), RunOf(RunState::kRunning)}));
  EXPECT_EQ(left[0], std::nullopt);
  EXPECT_EQ(left[1], std::nullopt);
}

TEST(TimeLeftTest, FinishedRunsSayWhatSimilarOnesTake) {
  SweepRun other_cost = RunOf(RunState::kMissing);
  other_cost.planned.mutable_recipe()->set_encoder("vgg19");
  SweepRun half = RunOf(RunState::kMissing, 5, 60);
  SweepRun short_run = RunOf(RunState::kMissing);
  short_run.planned.mutable_recipe()->set_epochs(5);
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
