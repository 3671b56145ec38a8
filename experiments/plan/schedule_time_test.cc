#include "experiments/plan/schedule_time.h"

#include <gtest/gtest.h>

namespace labelrep {
namespace {

TEST(ScheduleTimeTest, RunsShareThePlaces) {
  EXPECT_EQ(TotalSeconds({}, 2), 0);
  EXPECT_EQ(TotalSeconds({3, 4}, 1), 7);
  EXPECT_EQ(TotalSeconds({4, 1, 1, 1}, 2), 4);
  EXPECT_EQ(TotalSeconds({1, 1, 4}, 2), 5);
}

}  // namespace
}  // namespace labelrep
