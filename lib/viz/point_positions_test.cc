#include "lib/viz/point_positions.h"

#include "gtest/gtest.h"
#include "lib/viz/figure_testing.h"

namespace labelrep {
namespace {

// The example with so many series that bands would hide each other.
Figure FiveSeries() {
  Figure figure = ExampleFigure();
  for (const char* name : {"a", "b", "c"}) {
    figure.add_series()->set_name(name);
    figure.mutable_series(figure.series_size() - 1)->set_color("#000000");
  }
  return figure;
}

void KeepFirstX(Figure& figure) {
  for (Line& line : *figure.mutable_lines()) {
    while (line.points_size() > 1) line.mutable_points()->RemoveLast();
  }
}

TEST(PointPositionsTest, FewSeriesStandAtTheirX) {
  const PointPositions positions(ExampleFigure());
  EXPECT_FALSE(positions.HasWhiskers());
  EXPECT_EQ(positions.PositionOf(5, 1), 5);
}

TEST(PointPositionsTest, ManySeriesStandSideBySideAroundX) {
  const PointPositions positions(FiveSeries());
  ASSERT_TRUE(positions.HasWhiskers());
  EXPECT_EQ(positions.PositionOf(5, 2), 5);
  EXPECT_LT(positions.PositionOf(5, 0), positions.PositionOf(5, 1));
  // The same distance on a logarithmic axis.
  EXPECT_NEAR(positions.PositionOf(20, 4) / 20, positions.PositionOf(5, 4) / 5, 1e-12);
  EXPECT_NEAR(positions.PositionOf(5, 4) * positions.PositionOf(5, 0), 25, 1e-12);
}

TEST(PointPositionsTest, WithoutIntervalsOrWithManyPointsThereAreNoWhiskers) {
  Figure figure = FiveSeries();
  Line& line = *figure.mutable_lines(0);
  for (int x = 21; x < 30; ++x) {
    line.add_points()->set_x(x);
    line.mutable_points(line.points_size() - 1)->set_y(0);
  }
  EXPECT_FALSE(PointPositions(figure).HasWhiskers());
  figure.clear_lines();
  EXPECT_FALSE(PointPositions(figure).HasWhiskers());
}

// The first fraction of a sweep that is under way: the axis has places for the others.
TEST(PointPositionsTest, TheFirstXOfALongAxisHasWhiskersSideBySide) {
  Figure figure = FiveSeries();
  KeepFirstX(figure);
  figure.mutable_x()->set_min(5);
  figure.mutable_x()->set_max(20);
  const PointPositions positions(figure);
  ASSERT_TRUE(positions.HasWhiskers());
  EXPECT_LT(positions.PositionOf(5, 0), positions.PositionOf(5, 1));
}

// As while the runs of the second fraction go on.
TEST(PointPositionsTest, APointWithoutIntervalHasWhiskersBesideIt) {
  Figure figure = ExampleFigure();
  Point& point = *figure.mutable_lines(0)->mutable_points(1);
  point.clear_lo();
  point.clear_hi();
  EXPECT_TRUE(PointPositions(figure).HasWhiskers());
}

TEST(PointPositionsTest, ASingleXHasWhiskersHoweverFewTheSeries) {
  Figure figure = ExampleFigure();
  KeepFirstX(figure);
  figure.mutable_x()->clear_min();
  figure.mutable_x()->clear_max();
  const PointPositions positions(figure);
  EXPECT_TRUE(positions.HasWhiskers());
  EXPECT_EQ(positions.PositionOf(5, 1), 5);
}

}  // namespace
}  // namespace labelrep
