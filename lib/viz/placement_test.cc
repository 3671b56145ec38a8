#include "lib/viz/placement.h"

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

TEST(PlacementTest, FewSeriesStandAtTheirX) {
  const Placement placement(ExampleFigure());
  EXPECT_FALSE(placement.HasWhiskers());
  EXPECT_EQ(placement.Place(5, 1), 5);
}

TEST(PlacementTest, ManySeriesStandSideBySideAroundX) {
  const Placement placement(FiveSeries());
  ASSERT_TRUE(placement.HasWhiskers());
  EXPECT_EQ(placement.Place(5, 2), 5);
  EXPECT_LT(placement.Place(5, 0), placement.Place(5, 1));
  // The same distance on a logarithmic axis.
  EXPECT_NEAR(placement.Place(20, 4) / 20, placement.Place(5, 4) / 5, 1e-12);
  EXPECT_NEAR(placement.Place(5, 4) * placement.Place(5, 0), 25, 1e-12);
}

TEST(PlacementTest, WithoutIntervalsOrWithManyPointsThereAreNoWhiskers) {
  Figure figure = FiveSeries();
  Line& line = *figure.mutable_lines(0);
  for (int x = 21; x < 30; ++x) {
    line.add_points()->set_x(x);
    line.mutable_points(line.points_size() - 1)->set_y(0);
  }
  EXPECT_FALSE(Placement(figure).HasWhiskers());
  figure.clear_lines();
  EXPECT_FALSE(Placement(figure).HasWhiskers());
}

// The first fraction of a sweep that is under way: the axis has places for the others.
TEST(PlacementTest, TheFirstXOfALongAxisHasWhiskersSideBySide) {
  Figure figure = FiveSeries();
  KeepFirstX(figure);
  figure.mutable_x()->set_min(5);
  figure.mutable_x()->set_max(20);
  const Placement placement(figure);
  ASSERT_TRUE(placement.HasWhiskers());
  EXPECT_LT(placement.Place(5, 0), placement.Place(5, 1));
}

// As while the runs of the second fraction go on.
TEST(PlacementTest, APointWithoutIntervalHasWhiskersBesideIt) {
  Figure figure = ExampleFigure();
  Point& point = *figure.mutable_lines(0)->mutable_points(1);
  point.clear_lo();
  point.clear_hi();
  EXPECT_TRUE(Placement(figure).HasWhiskers());
}

TEST(PlacementTest, ASingleXHasWhiskersHoweverFewTheSeries) {
  Figure figure = ExampleFigure();
  KeepFirstX(figure);
  figure.mutable_x()->clear_min();
  figure.mutable_x()->clear_max();
  const Placement placement(figure);
  EXPECT_TRUE(placement.HasWhiskers());
  EXPECT_EQ(placement.Place(5, 1), 5);
}

}  // namespace
}  // namespace labelrep
