#include "lib/viz/picture_grid.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/viz/figure_testing.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Field;

bool Overlap(const PixelBox& a, const PixelBox& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

TEST(PictureGridTest, NothingLiesOverAnythingElse) {
  Figure figure = ExamplePictures();
  // Headings of one line and of two.
  figure.mutable_rows(0)->add_columns("from this row on");
  figure.mutable_rows(0)->add_columns("a long heading that is broken into lines");
  const PictureGrid grid(figure);
  std::vector<PixelBox> boxes;
  for (const Picture& picture : figure.pictures()) boxes.push_back(grid.PlaceOf(picture));
  for (int row = 0; row < figure.rows_size(); ++row) boxes.push_back(grid.BarOf(row));
  for (size_t i = 0; i < boxes.size(); ++i) {
    EXPECT_GE(boxes[i].x, 0);
    EXPECT_LE(boxes[i].x + boxes[i].width, grid.width());
    EXPECT_LE(boxes[i].y + boxes[i].height, grid.height());
    for (size_t j = 0; j < i; ++j) EXPECT_FALSE(Overlap(boxes[i], boxes[j])) << i << " " << j;
    for (const PlacedText& text : grid.PanelTexts()) {
      EXPECT_FALSE(Overlap(boxes[i], {text.x, text.y - 5, 1, 10})) << i << " " << text.text;
    }
  }
}

TEST(PictureGridTest, PicturesFillTheirPanelsAndKeepTheirShape) {
  const Figure figure = ExamplePictures();
  const PictureGrid grid(figure);
  const PixelBox square = grid.PlaceOf(figure.pictures(0));
  EXPECT_EQ(square.width, 128);
  EXPECT_EQ(square.height, 128);
  // A row of 100 numbers would be a line of 1.28 pixels.
  const PixelBox vector = grid.PlaceOf(figure.pictures(1));
  EXPECT_EQ(vector.width, 128);
  EXPECT_EQ(vector.height, 10);
  const PixelBox oblong = grid.PlaceOf(figure.pictures(2));
  EXPECT_EQ(oblong.width, 2 * oblong.height);
}

TEST(PictureGridTest, ABarStandsWhereTheColorsAreOthersThanAbove) {
  Figure figure = ExamplePictures();
  EXPECT_GT(PictureGrid(figure).BarOf(1).height, 0);
  EXPECT_THAT(PictureGrid(figure).BarTexts(), Contains(Field(&PlacedText::text, "-80")));
  *figure.mutable_rows(1)->mutable_colors() = figure.rows(0).colors();
  EXPECT_GT(PictureGrid(figure).BarOf(0).height, 0);
  EXPECT_EQ(PictureGrid(figure).BarOf(1).height, 0);
}

TEST(PictureGridTest, HeadingsAndCaptionsAreCentredAtTheirPictures) {
  const Figure figure = ExamplePictures();
  const PictureGrid grid(figure);
  const PixelBox ship = grid.PlaceOf(figure.pictures(3));
  const double center = ship.x + ship.width / 2;
  for (const char* text : {"ship", "a ship", "over an image"}) {
    EXPECT_THAT(grid.PanelTexts(),
                Contains(AllOf(Field(&PlacedText::text, text), Field(&PlacedText::x, center))));
  }
}

}  // namespace
}  // namespace labelrep
