#include "lib/viz/intervals.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(IntervalsTest, OnePointWithAnIntervalIsEnough) {
  Figure figure;
  EXPECT_FALSE(HasIntervals(figure));
  figure.add_lines()->add_points();
  Line& line = *figure.add_lines();
  line.add_points();
  Point& last = *line.add_points();
  EXPECT_FALSE(HasIntervals(figure));
  last.set_lo(0.25);
  last.set_hi(0.75);
  EXPECT_TRUE(HasIntervals(figure));
}

}  // namespace
}  // namespace labelrep
