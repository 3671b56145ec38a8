#include "experiments/sweep/run_state.h"

#include <string>
#include <tuple>

#include "experiments/record/absent.h"
#include "experiments/record/recorded.h"
#include "experiments/sweep/running_trainers.h"
#include "experiments/sweep/sweep_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

const PlannedRun kRun = PlannedRunNamed("cpu_a");

TEST(RunStateTest, NothingThereIsMissing) {
  const RunState state = FindRunState(kRun, EmptyFolder("nothing") + "/cpu_a", {});
  EXPECT_EQ(state.kind, RunState::kMissing);
  EXPECT_EQ(state.note, "");
  EXPECT_EQ(state.epochs_done, 0);
}

TEST(RunStateTest, AResultIsDone) {
  const std::string folder = EmptyFolder("done");
  WriteResult(ResultOf(kRun, 10), folder);
  // Its provenance joined from those of the segments, which count once.
  WriteSegmentProvenance(1, 5, 30, folder + "/provenance_1_of_2.pb");
  WriteSegmentProvenance(6, 10, 40, folder + "/provenance_2_of_2.pb");
  WriteSegmentProvenance(1, 5, 30, folder + "/provenance.pb");
  const RunState state = FindRunState(kRun, folder, {});
  EXPECT_EQ(state.kind, RunState::kDone);
  EXPECT_EQ(state.epochs_done, 10);
  EXPECT_EQ(state.epochs_timed, 10);
  EXPECT_EQ(state.spent_s, 70);
}

TEST(RunStateTest, AFailureIsFailedWithItsReason) {
  const std::string folder = EmptyFolder("failed");
  WriteResult(ResultOf(kRun, 3, "diverged: the loss is nan"), folder);
  const RunState state = FindRunState(kRun, folder, {});
  EXPECT_EQ(state.kind, RunState::kFailed);
  EXPECT_EQ(state.note, "diverged: the loss is nan");
  EXPECT_EQ(state.epochs_timed, 0);
}

TEST(RunStateTest, WhatStandsInForAnUnrecordedRunIsNoResult) {
  const std::string folder = EmptyFolder("absent");
  RunResult absent = ResultOf(kRun, 0);
  *absent.mutable_failure() = AbsentFailure("not recorded");
  WriteResult(absent, folder);
  EXPECT_EQ(FindRunState(kRun, folder, {}).kind, RunState::kMissing);
  WriteCheckpoint(ResultOf(kRun, 5), folder + "/checkpoint_1_of_2.safetensors");
  const RunState state = FindRunState(kRun, folder, {});
  EXPECT_EQ(state.kind, RunState::kMissing);
  EXPECT_EQ(state.note, "");
  EXPECT_EQ(state.epochs_done, 5);
}

TEST(RunStateTest, WhatIsOfAnotherRecipeIsMissing) {
  PlannedRun other = kRun;
  other.mutable_recipe()->set_learning_rate(0.2);
  const std::string folder = EmptyFolder("stale");
  WriteResult(ResultOf(other, 10), folder);
  WriteCheckpoint(ResultOf(other, 5), folder + "/checkpoint_1_of_2.safetensors");
  WriteSegmentProvenance(1, 5, 30, folder + "/provenance_1_of_2.pb");
  const RunState state = FindRunState(kRun, folder, {});
  EXPECT_EQ(state.kind, RunState::kMissing);
  EXPECT_EQ(state.epochs_done, 0);
  EXPECT_EQ(state.spent_s, 0);
  EXPECT_THAT(state.note, HasSubstr("another recipe"));
}

TEST(RunStateTest, FinishedSegmentsCount) {
  const std::string folder = EmptyFolder("segments");
  // By number and not by name: "10" sorts before "2".
  for (const int i : {1, 2, 10}) {
    const std::string part = std::to_string(i) + "_of_12";
    WriteCheckpoint(ResultOf(kRun, i == 10 ? 8 : i),
                    folder + "/checkpoint_" + part + ".safetensors");
    WriteSegmentProvenance(i == 10 ? 3 : i, i == 10 ? 8 : i, 10,
                           folder + "/provenance_" + part + ".pb");
  }
  RunState state = FindRunState(kRun, folder, {});
  EXPECT_EQ(state.kind, RunState::kMissing);
  EXPECT_EQ(state.epochs_done, 8);
  // A segment that has written its provenance but no checkpoint is not finished.
  WriteSegmentProvenance(9, 9, 10, folder + "/provenance_11_of_12.pb");
  state = FindRunState(kRun, folder, {});
  EXPECT_EQ(state.spent_s, 30);
}

TEST(RunStateTest, AFailureThatSegmentsHandOnIsFailed) {
  const std::string folder = EmptyFolder("handed_on");
  WriteCheckpoint(ResultOf(kRun, 2, "diverged: "), folder + "/checkpoint_1_of_3.safetensors");
  WriteCheckpoint(ResultOf(kRun, 2, "diverged: "), folder + "/checkpoint_2_of_3.safetensors");
  const RunState state = FindRunState(kRun, folder, {});
  EXPECT_EQ(state.kind, RunState::kFailed);
  EXPECT_EQ(state.note, "diverged: ");
  EXPECT_EQ(state.epochs_done, 2);
}

TEST(RunStateTest, WhereTheLatestCheckpointIsOfNoUseTheOneBeforeCounts) {
  const std::string folder = EmptyFolder("latest_damaged");
  WriteCheckpoint(ResultOf(kRun, 3), folder + "/checkpoint_1_of_4.safetensors");
  WriteCheckpoint(ResultOf(kRun, 5), folder + "/checkpoint_2_of_4.safetensors");
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string whole,
                                ReadFile(folder + "/checkpoint_2_of_4.safetensors"));
  // Data of which the header knows nothing.
  ASSERT_OK(WriteFileAtomically(folder + "/checkpoint_3_of_4.safetensors", whole + "more"));
  const RunState state = FindRunState(kRun, folder, {});
  EXPECT_EQ(state.kind, RunState::kMissing);
  EXPECT_EQ(state.epochs_done, 5);
  EXPECT_EQ(state.note, "");
}

TEST(RunStateTest, BrokenFilesAreNamed) {
  const std::string folder = EmptyFolder("broken");
  ASSERT_OK(WriteFileAtomically(folder + "/result.pb", "no result"));
  RunState state = FindRunState(kRun, folder, {});
  EXPECT_EQ(state.kind, RunState::kMissing);
  EXPECT_THAT(state.note, HasSubstr("result.pb"));
  ASSERT_OK(WriteFileAtomically(folder + "/checkpoint.safetensors", "no checkpoint"));
  ASSERT_OK(WriteFileAtomically(folder + "/provenance.pb", "no provenance"));
  state = FindRunState(kRun, folder, {});
  EXPECT_EQ(state.kind, RunState::kMissing);
  EXPECT_THAT(state.note, HasSubstr("checkpoint.safetensors"));
}

TEST(RunStateTest, ATrainerMakesItRunning) {
  const std::string folder = EmptyFolder("running");
  WriteCheckpoint(ResultOf(kRun, 5), folder + "/checkpoint_1_of_2.safetensors");
  WriteSegmentProvenance(1, 5, 30, folder + "/provenance_1_of_2.pb");
  const RunningTrainer trainer = {"2/2", folder, "/", folder + "/progress.pb"};
  const RunningTrainer other = {"", folder + "_other", "/", ""};
  // Its record may not be there yet, or be damaged.
  RunState state = FindRunState(kRun, folder, {other, trainer});
  EXPECT_EQ(state.kind, RunState::kRunning);
  EXPECT_EQ(state.segment, "2/2");
  EXPECT_FALSE(state.progress.has_images_done());
  ASSERT_OK(WriteFileAtomically(trainer.record, "\xff"));
  EXPECT_FALSE(FindRunState(kRun, folder, {trainer}).progress.has_images_done());
  ProgressRecord progress;
  progress.set_images_done(4700);
  ASSERT_OK(WriteBinaryProto(trainer.record, progress));
  state = FindRunState(kRun, folder, {trainer});
  EXPECT_EQ(state.epochs_done, 5);
  EXPECT_EQ(state.spent_s, 30);
  ASSERT_TRUE(state.progress.has_images_done());
  EXPECT_EQ(state.progress.images_done(), 4700);
  EXPECT_EQ(FindRunState(kRun, folder, {other}).kind, RunState::kMissing);
}

// By hand a running process leaves checkpoint and provenance after each epoch.
TEST(RunStateTest, WhatARunningProcessDidCountsOnce) {
  const std::string folder = EmptyFolder("by_hand");
  WriteCheckpoint(ResultOf(kRun, 5), folder + "/checkpoint.safetensors");
  WriteSegmentProvenance(1, 2, 10, folder + "/provenance_before.pb");
  WriteSegmentProvenance(3, 5, 20, folder + "/provenance.pb");
  const RunningTrainer trainer = {"", folder, "/", folder + "/progress.pb"};
  ProgressRecord progress;
  progress.set_images_before(2 * 900);
  progress.set_images_done(5 * 900 + 100);
  progress.set_images_total(10 * 900);
  progress.set_elapsed_s(21);
  ASSERT_OK(WriteBinaryProto(trainer.record, progress));
  const RunState state = FindRunState(kRun, folder, {trainer});
  EXPECT_EQ(state.epochs_done, 2);
  EXPECT_EQ(state.spent_s, 10);
  // Once it has stopped, what it did is finished.
  EXPECT_EQ(FindRunState(kRun, folder, {}).epochs_done, 5);
  EXPECT_EQ(FindRunState(kRun, folder, {}).spent_s, 30);
}

TEST(RunStateTest, SegmentsCountOnceAndUpToTheLastEpoch) {
  const std::string folder = EmptyFolder("epoch_times");
  WriteSegmentProvenance(1, 5, 30, folder + "/provenance_1.pb");
  WriteSegmentProvenance(6, 8, 40, folder + "/provenance_2.pb");
  WriteSegmentProvenance(1, 5, 30, folder + "/provenance.pb");
  ASSERT_OK(WriteFileAtomically(folder + "/provenance_3.pb", "no provenance"));
  for (const auto& [reached, epochs, seconds] :
       {std::tuple(8, 8, 70), std::tuple(7, 5, 30), std::tuple(4, 0, 0)}) {
    WriteResult(ResultOf(kRun, reached), folder);
    EXPECT_EQ(FindRunState(kRun, folder, {}).epochs_timed, epochs);
    EXPECT_EQ(FindRunState(kRun, folder, {}).spent_s, seconds);
  }
}

TEST(RunStateTest, ASegmentThatFailsInItsFirstEpochHasATimeAndNoEpoch) {
  const std::string folder = EmptyFolder("no_epoch");
  WriteResult(ResultOf(kRun, 5, "diverged"), folder);
  WriteSegmentProvenance(6, 5, 3, folder + "/provenance_2.pb");
  EXPECT_EQ(FindRunState(kRun, folder, {}).epochs_timed, 0);
  EXPECT_EQ(FindRunState(kRun, folder, {}).spent_s, 3);
}

// A results/measured with this run, which took 70 s.
std::string MeasuredWith(const std::string& name, const PlannedRun& run) {
  const std::string measured = EmptyFolder(name);
  const std::string stem = measured + "/cpu/" + RecordedRunName(ResultOf(run, 10).recipe());
  WriteSegmentProvenance(1, 10, 70, stem + ".provenance.pb");
  EXPECT_OK(WriteBinaryProto(stem + ".result.pb", ResultOf(run, 10)));
  return measured;
}

RunState StateOf(RunState::Kind kind, int32_t epochs_done = 0) {
  RunState state;
  state.kind = kind;
  state.epochs_done = epochs_done;
  return state;
}

TEST(RecordedStateTest, ARecalledRunHasTheTimesOfItsRecord) {
  RunState state = StateOf(RunState::kDone, 10);
  AddRecorded(kRun, MeasuredWith("recalled", kRun), state);
  EXPECT_EQ(state.spent_s, 70);
  EXPECT_EQ(state.epochs_timed, 10);
  EXPECT_EQ(state.note, "time as recorded");
}

TEST(RecordedStateTest, ARunRecordedBesideOneOfAnotherRecipeIsFound) {
  PlannedRun other = kRun;
  other.mutable_recipe()->set_learning_rate(0.2);
  const std::string measured = MeasuredWith("beside", other);
  const std::string stem =
      measured + "/cpu/" + RecordedRunNames(ResultOf(kRun, 10).recipe()).back();
  WriteSegmentProvenance(1, 10, 60, stem + ".provenance.pb");
  ASSERT_OK(WriteBinaryProto(stem + ".result.pb", ResultOf(kRun, 10)));
  RunState state = StateOf(RunState::kDone, 10);
  AddRecorded(kRun, measured, state);
  EXPECT_EQ(state.spent_s, 60);
}

TEST(RecordedStateTest, TimesOfItsOwnStay) {
  RunState state = StateOf(RunState::kDone, 10);
  state.epochs_timed = 10;
  state.spent_s = 90;
  AddRecorded(kRun, MeasuredWith("own_times", kRun), state);
  EXPECT_EQ(state.spent_s, 90);
  EXPECT_EQ(state.note, "");
}

TEST(RecordedStateTest, ARunOfWhichNothingIsHereIsRecorded) {
  const std::string measured = MeasuredWith("not_here", kRun);
  RunState state = StateOf(RunState::kMissing);
  AddRecorded(kRun, measured, state);
  EXPECT_EQ(state.kind, RunState::kMissing);
  EXPECT_EQ(state.note, "recorded, not here");
  EXPECT_EQ(state.spent_s, 0);
  // One that has begun goes on here.
  state = StateOf(RunState::kMissing, 5);
  AddRecorded(kRun, measured, state);
  EXPECT_EQ(state.note, "");
}

TEST(RecordedStateTest, WithoutARecordOfTheRecipeNothingIsAdded) {
  PlannedRun other = kRun;
  other.mutable_recipe()->set_learning_rate(0.2);
  const std::string measured = MeasuredWith("other", other);
  const std::string damaged = MeasuredWith("damaged", kRun);
  const std::string stem = damaged + "/cpu/" + RecordedRunName(ResultOf(kRun, 10).recipe());
  ASSERT_OK(WriteFileAtomically(stem + ".result.pb", "no result"));
  const std::string without_times = MeasuredWith("without_times", kRun);
  ASSERT_OK(RemoveFile(without_times + stem.substr(damaged.size()) + ".provenance.pb"));
  for (const std::string& folder :
       {measured, damaged, without_times, std::string("/nowhere"), std::string()}) {
    SCOPED_TRACE(folder);
    RunState state = StateOf(RunState::kDone, 10);
    AddRecorded(kRun, folder, state);
    EXPECT_EQ(state.spent_s, 0);
    EXPECT_EQ(state.note, "");
  }
}

}  // namespace
}  // namespace labelrep
