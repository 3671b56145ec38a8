#include "attacks/square_schedule.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(SquareScheduleTest, ShrinksAtThePapersPlaces) {
  // sqrt(0.3 * 1024) = 17.5; halved once 12.4, nine times 0.77.
  EXPECT_EQ(SquareSide(1, 10000, 32), 18);
  EXPECT_EQ(SquareSide(10, 10000, 32), 18);
  EXPECT_EQ(SquareSide(11, 10000, 32), 12);
  EXPECT_EQ(SquareSide(51, 10000, 32), 9);
  EXPECT_EQ(SquareSide(9999, 10000, 32), 1);
}

TEST(SquareScheduleTest, ScalesWithTheBudget) {
  for (int64_t query = 0; query < 1000; ++query) {
    EXPECT_EQ(SquareSide(query, 1000, 32), SquareSide(10 * query, 10000, 32)) << query;
  }
}

TEST(SquareScheduleTest, StaysInsideSmallImages) {
  EXPECT_EQ(SquareSide(0, 10, 2), 1);
  EXPECT_EQ(SquareSide(9, 10, 2), 1);
}

}  // namespace
}  // namespace labelrep
