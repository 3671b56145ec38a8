#include "lib/stats/median.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(UpperMedianTest, IsTheMiddleOne) {
  EXPECT_EQ(UpperMedian({5}), 5);
  EXPECT_EQ(UpperMedian({9, 1, 4}), 4);
  EXPECT_EQ(UpperMedian({9, 1, 4, 5}), 5);
}

TEST(UpperMedianDeathTest, NeedsAValue) { EXPECT_DEATH(UpperMedian({}), "median of nothing"); }

}  // namespace
}  // namespace labelrep
