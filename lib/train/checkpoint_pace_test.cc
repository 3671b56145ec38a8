#include "lib/train/checkpoint_pace.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

absl::Time At(double seconds) { return absl::UnixEpoch() + absl::Seconds(seconds); }

TEST(CheckpointPaceTest, KeepsTheIntervalWhereWritingIsFast) {
  CheckpointPace pace(absl::Seconds(30), At(0));
  EXPECT_FALSE(pace.IsDue(At(29)));
  EXPECT_TRUE(pace.IsDue(At(30)));
  pace.Written(At(31), At(32));
  EXPECT_FALSE(pace.IsDue(At(61)));
  EXPECT_TRUE(pace.IsDue(At(62)));
}

TEST(CheckpointPaceTest, TrainsNineteenTimesAsLongAsWritingTook) {
  CheckpointPace pace(absl::Seconds(30), At(0));
  pace.Written(At(30), At(35));
  EXPECT_FALSE(pace.IsDue(At(129)));
  EXPECT_TRUE(pace.IsDue(At(130)));
  // Of the last one alone.
  pace.Written(At(130), At(131));
  EXPECT_TRUE(pace.IsDue(At(161)));
}

TEST(CheckpointPaceTest, ZeroIsEveryCheckpoint) {
  CheckpointPace pace(absl::ZeroDuration(), At(0));
  EXPECT_TRUE(pace.IsDue(At(0)));
  pace.Written(At(0), At(100));
  EXPECT_TRUE(pace.IsDue(At(100)));
}

}  // namespace
}  // namespace labelrep
