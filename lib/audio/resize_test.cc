#include "lib/audio/resize.h"

#include <cmath>

#include "gtest/gtest.h"
#include "lib/audio/audio_testing.h"

namespace labelrep {
namespace {

Eigen::ArrayXXd TestPicture(int rows, int columns) {
  Eigen::ArrayXXd picture(rows, columns);
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c)
      picture(r, c) = std::sin(0.7 * r) * std::cos(0.3 * c * c) * 40 - 40;
  }
  return picture;
}

// The goldens are rounded to 24 bits: 80 * 2^-24 is 5e-6.
constexpr double kTolerance = 1e-5;

TEST(ResizeTest, ShrinksAsScikitImage) {
  EXPECT_LT(ReadGolden("resize_shrink").MaxDifference(ResizeLinear(TestPicture(12, 21), 8, 8)),
            kTolerance);
}

TEST(ResizeTest, GrowsAsScikitImage) {
  EXPECT_LT(ReadGolden("resize_grow").MaxDifference(ResizeLinear(TestPicture(5, 6), 8, 8)),
            kTolerance);
}

TEST(ResizeTest, KeepsAnAxisAsScikitImage) {
  EXPECT_LT(ReadGolden("resize_mixed").MaxDifference(ResizeLinear(TestPicture(8, 3), 8, 10)),
            kTolerance);
}

TEST(ResizeTest, ShrinksALotAsScikitImage) {
  EXPECT_LT(ReadGolden("resize_strong").MaxDifference(ResizeLinear(TestPicture(2, 40), 8, 4)),
            kTolerance);
}

TEST(ResizeTest, KeepsAPictureOfItsSize) {
  const Eigen::ArrayXXd picture = TestPicture(7, 9);
  EXPECT_TRUE((ResizeLinear(picture, 7, 9) == picture).all());
}

TEST(ResizeTest, SpreadsASinglePixel) {
  EXPECT_TRUE((ResizeLinear(Eigen::ArrayXXd::Constant(1, 1, 3.5), 4, 4) == 3.5).all());
}

}  // namespace
}  // namespace labelrep
