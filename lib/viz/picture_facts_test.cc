#include "lib/viz/picture_facts.h"

#include "gtest/gtest.h"
#include "lib/viz/figure_testing.h"

namespace labelrep {
namespace {

TEST(PictureFactsTest, NumbersAreThoseOfThePicture) {
  const PictureNumbers numbers = NumbersOf(ExamplePictures().pictures(0));
  EXPECT_EQ(numbers.lowest, -80);
  EXPECT_EQ(numbers.mean, -35);
  EXPECT_EQ(numbers.highest, 0);
}

TEST(PictureFactsTest, ThePictureIsDescribed) {
  const Figure figure = ExamplePictures();
  EXPECT_EQ(DescriptionOf(figure, figure.pictures(0)),
            "Speech, airplane: 2 x 2 numbers from -80 to 0 dB");
  EXPECT_EQ(DescriptionOf(figure, figure.pictures(2)), "Images, airplane: 1 x 2 pixels");
  EXPECT_EQ(DescriptionOf(figure, figure.pictures(3)),
            "Images, a ship: 1 x 2 numbers from 0 to 1; over an image");
}

TEST(PictureFactsTest, ARowsHeadingsAreThoseOfTheRowsBelow) {
  Figure figure = ExamplePictures();
  for (const char* heading : {"cat", "dog"}) figure.mutable_rows(0)->add_columns(heading);
  EXPECT_EQ(HeadingOf(figure, figure.pictures(2)), "cat");
  EXPECT_EQ(HeadingOf(figure, figure.pictures(3)), "a ship");
}

}  // namespace
}  // namespace labelrep
