#include "lib/data/normalization.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

constexpr int kPlane = kCifarImageSize * kCifarImageSize;

// Two images; the channels of the second are black and white by half, grey, and white.
ImageSet TwoImages() {
  ImageSet images;
  images.labels = {0, 1};
  images.pixels.assign(2 * kCifarImageBytes, 0);
  uint8_t* second = &images.pixels[kCifarImageBytes];
  std::fill(second, second + kPlane / 2, 255);
  std::fill(second + kPlane, second + 2 * kPlane, 51);
  std::fill(second + 2 * kPlane, second + 3 * kPlane, 255);
  return images;
}

TEST(NormalizationTest, MeasuresTheImagesAskedFor) {
  const Normalization second = MeasureNormalization(TwoImages(), {1});
  EXPECT_DOUBLE_EQ(second.mean[0], 0.5);
  EXPECT_DOUBLE_EQ(second.std[0], 0.5);
  EXPECT_DOUBLE_EQ(second.mean[1], 0.2);
  EXPECT_DOUBLE_EQ(second.mean[2], 1);
  const Normalization both = MeasureNormalization(TwoImages(), {0, 1});
  EXPECT_DOUBLE_EQ(both.mean[0], 0.25);
  EXPECT_DOUBLE_EQ(both.std[0], std::sqrt(3.0) / 4);
  EXPECT_DOUBLE_EQ(both.mean[1], 0.1);
  EXPECT_DOUBLE_EQ(both.std[1], 0.1);
}

TEST(NormalizationTest, MeasuresLargeImages) {
  ImageSet large;
  large.image_size = 512;
  large.labels = {0};
  large.pixels.assign(large.image_bytes(), 255);
  std::fill(large.pixels.begin(), large.pixels.begin() + 512 * 256, 0);
  const Normalization found = MeasureNormalization(large, {0});
  EXPECT_DOUBLE_EQ(found.mean[0], 0.5);
  EXPECT_DOUBLE_EQ(found.std[0], 0.5);
  EXPECT_DOUBLE_EQ(found.mean[2], 1);
}

TEST(NormalizationTest, DoesNotDependOnTheOrder) {
  EXPECT_EQ(MeasureNormalization(TwoImages(), {0, 1}), MeasureNormalization(TwoImages(), {1, 0}));
}

TEST(NormalizationTest, AChannelOfOneValueIsNotScaled) {
  const Normalization second = MeasureNormalization(TwoImages(), {1});
  EXPECT_EQ(second.std[1], 1);
  EXPECT_EQ(second.std[2], 1);
  EXPECT_EQ(MeasureNormalization(TwoImages(), {}), (Normalization{{0, 0, 0}, {1, 1, 1}}));
}

}  // namespace
}  // namespace labelrep
