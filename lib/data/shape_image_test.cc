#include "lib/data/shape_image.h"

#include <algorithm>
#include <cmath>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

std::array<uint8_t, kImageBytes> Draw(int shape, int texture, uint64_t seed) {
  RandomStream random(seed, "test");
  return DrawShapeImage(Shapes()[shape], Textures()[texture], random);
}

// Grey level of a square of 5 x 5 pixels, over all channels.
double MeanOfSquare(const std::array<uint8_t, kImageBytes>& image, int top, int left) {
  double sum = 0;
  for (int i = 0; i < 75; ++i)
    sum += image[(i / 25 * kImageSize + top + i / 5 % 5) * kImageSize + left + i % 5];
  return sum / 75;
}

TEST(ShapeImageTest, SameStreamSameImage) {
  EXPECT_EQ(Draw(3, 1, 5), Draw(3, 1, 5));
  EXPECT_NE(Draw(3, 1, 5), Draw(3, 1, 6));
}

TEST(ShapeImageTest, ShapeAndTextureChangeTheImage) {
  for (int i = 1; i < 10; ++i) {
    EXPECT_NE(Draw(i, 0, 1), Draw(0, 0, 1));
    EXPECT_NE(Draw(0, i, 1), Draw(0, 0, 1));
  }
}

TEST(ShapeImageTest, ShapesAreBrighterThanTheBackgroundAndInTheMiddle) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    const auto circle = Draw(0, 0, seed);
    // The base colour is at least 150, the background at most 130.
    EXPECT_GT(MeanOfSquare(circle, 13, 13), MeanOfSquare(circle, 0, 0)) << seed;
  }
}

TEST(ShapeImageTest, EdgesAreAntialiased) {
  // Without noise a plain circle would otherwise have two colours and the background's 32 rows.
  int between = 0;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const auto circle = Draw(0, 0, seed);
    const double middle = MeanOfSquare(circle, 13, 13), corner = MeanOfSquare(circle, 0, 0);
    const double half = (middle + corner) / 2, tolerance = (middle - corner) / 4;
    between += std::count_if(circle.begin(), circle.end(),
                             [&](uint8_t pixel) { return std::abs(pixel - half) < tolerance; });
  }
  EXPECT_GT(between, 20 * 3 * 20);
}

}  // namespace
}  // namespace labelrep
