#include "experiments/attacks/success_picture.h"

#include "ATen/ops/full.h"
#include "ATen/ops/zeros.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

constexpr int64_t kGap = 4;
constexpr int64_t kTile = 64;

uint8_t Red(const RgbImage& picture, int64_t y, int64_t x) {
  return picture.pixels[(y * picture.width + x) * 3];
}

TEST(SuccessPictureTest, ThePairStandsOneAboveTheOther) {
  at::Tensor pair = at::zeros({1, 2, 3, 32, 32});
  pair[0][1].fill_(100);  // far above white
  const RgbImage picture = DrawSuccesses(pair, kReleaseNormalization);
  EXPECT_EQ(picture.height, 2 * kTile + 2 * kGap);
  EXPECT_EQ(Red(picture, 0, 0), 255);
  // 0 is the mean of the normalisation: 0.4914 * 255 = 125.3.
  EXPECT_EQ(Red(picture, kGap, kGap), 125);
  EXPECT_EQ(Red(picture, kGap + kTile - 1, kGap + kTile - 1), 125);
  EXPECT_EQ(Red(picture, kGap + kTile, kGap), 255);
}

TEST(SuccessPictureTest, TenPairsInARow) {
  const at::Tensor eleven = at::full({11, 2, 3, 32, 32}, -100.0);
  const RgbImage picture = DrawSuccesses(eleven, kReleaseNormalization);
  EXPECT_EQ(picture.width, 10 * (kTile + kGap) + kGap);
  EXPECT_EQ(picture.height, 2 * (2 * kTile + kGap) + kGap);
  const int64_t second_row = 2 * kGap + 2 * kTile;
  EXPECT_EQ(Red(picture, second_row, kGap), 0);
  EXPECT_EQ(Red(picture, second_row, 2 * kGap + kTile), 255);
}

TEST(SuccessPictureTest, ImagesOfAnotherSizeAreLargerTiles) {
  at::Tensor pair = at::zeros({1, 2, 3, 64, 64});
  pair[0][0].slice(2, 63).fill_(100);  // the last column is white
  const RgbImage picture = DrawSuccesses(pair, kReleaseNormalization);
  EXPECT_EQ(picture.height, 2 * 128 + 2 * kGap);
  EXPECT_EQ(picture.width, 10 * (128 + kGap) + kGap);
  EXPECT_EQ(Red(picture, kGap + 100, kGap + 125), 125);
  EXPECT_EQ(Red(picture, kGap + 100, kGap + 126), 255);
}

TEST(SuccessPictureTest, NoSuccessesAreAnEmptyRow) {
  const RgbImage picture = DrawSuccesses(at::zeros({0, 2, 3, 32, 32}), kReleaseNormalization);
  EXPECT_EQ(picture.height, 2 * kTile + 2 * kGap);
  EXPECT_EQ(Red(picture, kGap, kGap), 255);
}

}  // namespace
}  // namespace labelrep
