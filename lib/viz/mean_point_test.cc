#include "lib/viz/mean_point.h"

#include <cmath>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

std::vector<SingleRun> Runs(const std::vector<double>& values) {
  std::vector<SingleRun> runs(values.size());
  for (size_t i = 0; i < values.size(); ++i) runs[i].set_y(values[i]);
  return runs;
}

TEST(MeanPointTest, ThreeRunsHaveAnInterval) {
  const Point point = MeanPoint(2, Runs({0.25, 0.5, 0.75}));
  EXPECT_EQ(point.x(), 2);
  EXPECT_EQ(point.y(), 0.5);
  // t of two degrees of freedom, 4.3027, times the standard deviation 0.25 / sqrt(3).
  EXPECT_NEAR(point.hi() - point.y(), 4.3027 * 0.25 / std::sqrt(3), 1e-4);
  EXPECT_NEAR(point.y() - point.lo(), 4.3027 * 0.25 / std::sqrt(3), 1e-4);
  EXPECT_EQ(point.runs_size(), 3);
}

TEST(MeanPointTest, TwoRunsAreShownWithoutInterval) {
  const Point point = MeanPoint(2, Runs({0.25, 0.75}));
  EXPECT_EQ(point.y(), 0.5);
  EXPECT_FALSE(point.has_lo() || point.has_hi());
  EXPECT_EQ(point.runs_size(), 2);
}

TEST(MeanPointTest, OneRunIsThePoint) {
  const Point point = MeanPoint(2, Runs({0.25}));
  EXPECT_EQ(point.y(), 0.25);
  EXPECT_FALSE(point.has_lo() || point.has_hi());
  EXPECT_EQ(point.runs_size(), 0);
}

TEST(MeanAndRangeTest, IsFromTheSmallestToTheLargest) {
  const Point point = MeanAndRange(2, {0.5, 0.25, 1.5});
  EXPECT_EQ(point.x(), 2);
  EXPECT_EQ(point.y(), 0.75);
  EXPECT_EQ(point.lo(), 0.25);
  EXPECT_EQ(point.hi(), 1.5);
}

TEST(MeanAndRangeTest, HoldsTheMeanOfEqualValues) {
  const Point point = MeanAndRange(0, {0.1, 0.1, 0.1});
  EXPECT_LE(point.lo(), point.y());
  EXPECT_GE(point.hi(), point.y());
}

TEST(MeanAndRangeTest, OneValueHasNoRange) {
  const Point point = MeanAndRange(0, {0.25});
  EXPECT_EQ(point.y(), 0.25);
  EXPECT_FALSE(point.has_lo() || point.has_hi());
}

}  // namespace
}  // namespace labelrep
