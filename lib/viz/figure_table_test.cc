#include "lib/viz/figure_table.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/report/table_check.h"
#include "lib/viz/figure_testing.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

TEST(FigureTableTest, ARowForEachLineAndAColumnForEachX) {
  const Table table = FigureTable(ExampleFigure());
  EXPECT_OK(CheckTable(table));
  ASSERT_EQ(table.rows_size(), 3);
  EXPECT_THAT(table.rows(0).headings(), ElementsAre("accuracy (%)", "VGG19", "Speech"));
  EXPECT_EQ(table.rows(0).cells(0).value(), 25);
  EXPECT_EQ(table.rows(0).cells(1).value(), 50);
  EXPECT_EQ(table.rows(2).cells(1).status(), Cell::ABSENT);
  EXPECT_THAT(table.columns(1).headings(), ElementsAre("training images used (%)", "20"));
  EXPECT_THAT(table.notes(),
              ElementsAre("Subsets are nested.", "Not in the figure: smoke_random_s8: no result"));
}

TEST(FigureTableTest, OfManyXTheFirstAndTheLastAreChosen) {
  Figure figure = ExampleFigure();
  figure.mutable_lines()->DeleteSubrange(1, 2);
  figure.mutable_lines(0)->clear_points();
  for (int x = 1; x <= 600; ++x) {
    Point& point = *figure.mutable_lines(0)->add_points();
    point.set_x(x);
    point.set_y(0);
  }
  const Table table = FigureTable(figure);
  ASSERT_EQ(table.columns_size(), 8);
  EXPECT_EQ(table.columns(0).headings(1), "1");
  EXPECT_EQ(table.columns(7).headings(1), "600");
}

TEST(FigureTableTest, ARowForEachPicture) {
  const Table table = FigureTable(ExamplePictures());
  EXPECT_OK(CheckTable(table));
  ASSERT_EQ(table.rows_size(), 4);
  EXPECT_THAT(table.rows(0).headings(), ElementsAre("Speech", "airplane"));
  EXPECT_EQ(table.rows(0).cells(0).text(), "2 x 2");
  EXPECT_EQ(table.rows(0).cells(1).value(), -80);
  EXPECT_EQ(table.rows(2).cells(1).status(), Cell::NOT_APPLICABLE);
  EXPECT_THAT(table.notes(), ElementsAre("Not in the figure: Shuffle: no recordings"));
}

TEST(FigureTableTest, TheFiguresOwnTableIsTaken) {
  Figure figure = ExampleFigure();
  figure.mutable_table()->add_columns()->add_headings("n");
  figure.mutable_table()->add_notes("Of the table.");
  const Table table = FigureTable(figure);
  EXPECT_EQ(table.columns(0).headings(0), "n");
  EXPECT_EQ(table.name(), "fig");
  EXPECT_EQ(table.title(), "Test accuracy");
  EXPECT_THAT(table.notes(), ElementsAre("Of the table."));
}

}  // namespace
}  // namespace labelrep
