#include "experiments/sweep/recorded_state.h"

#include <string>

#include "experiments/record/recorded.h"
#include "experiments/sweep/sweep_testing.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

const RunToPlan kRun = PlannedRunNamed("cpu_a");

// A results/measured with this run, which took 70 s.
std::string MeasuredWith(const std::string& name, const RunToPlan& run) {
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
  RunToPlan other = kRun;
  other.recipe.set_learning_rate(0.2);
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
