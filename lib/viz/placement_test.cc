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

}  // namespace
}  // namespace labelrep
