#include "lib/data/shape_image.h"

#include <algorithm>
#include <cmath>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

std::vector<uint8_t> Draw(int shape, int texture, uint64_t seed,
                          int64_t image_size = kCifarImageSize) {
  RandomStream random(seed, "test");
  return DrawShapeImage(Shapes()[shape], Textures()[texture], image_size, random);
}

// Grey level of a square of 5 x 5 pixels, over all channels.
double MeanOfSquare(const std::vector<uint8_t>& image, int top, int left) {
  double sum = 0;
  for (int i = 0; i < 75; ++i)
    sum += image[(i / 25 * kCifarImageSize + top + i / 5 % 5) * kCifarImageSize + left + i % 5];
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

// The scene is drawn before the noise, so that it is the same, twice as large.
TEST(ShapeImageTest, AnotherSizeShowsTheSameScene) {
  for (uint64_t seed = 0; seed < 5; ++seed) {
    const std::vector<uint8_t> small = Draw(2, 0, seed), large = Draw(2, 0, seed, 64);
    ASSERT_EQ(large.size(), 3 * 64 * 64);
    double difference = 0;
    for (int64_t y = 0; y < 32; ++y) {
      for (int64_t x = 0; x < 32; ++x) {
        const uint8_t* corner = &large[2 * y * 64 + 2 * x];
        const double mean = (corner[0] + corner[1] + corner[64] + corner[65]) / 4.0;
        difference += (mean - small[y * 32 + x]) / (32 * 32);
      }
    }
    // Of noise of at most 50 grey levels either way: of 1,024 means, less than 1.2 on average.
    EXPECT_NEAR(difference, 0, 5) << seed;
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
