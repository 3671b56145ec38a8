#include "lib/attack/pixel_range.h"

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "gtest/gtest.h"
#include "lib/data/augment.h"

namespace labelrep {
namespace {

// Every pixel value in every channel.
at::Tensor AllPixels() { return at::arange(256, at::kByte).repeat({12}).view({1, 32, 32, 3}); }

TEST(PixelRangeTest, CleanImagesLieInside) {
  const Normalization odd = {{0.123456, 0.7, 0.33333}, {0.0871, 0.29, 0.31}};
  for (const Normalization& normalization : {kReleaseNormalization, odd}) {
    const PixelRange range = PixelRangeOf(normalization, at::kFloat);
    const at::Tensor images =
        NormalizeImages(AllPixels(), normalization, at::MemoryFormat::ChannelsLast);
    EXPECT_TRUE((images >= range.lowest).all().item<bool>());
    EXPECT_TRUE((images <= range.highest).all().item<bool>());
    EXPECT_TRUE(at::equal(range.Clamp(images), images));
  }
}

TEST(PixelRangeTest, IsThatOfBlackAndWhite) {
  const PixelRange range = PixelRangeOf(kReleaseNormalization, at::kFloat);
  // (0 - 0.4914) / 0.2023 and (1 - 0.4465) / 0.2010; two roundings of numbers below 4.
  EXPECT_NEAR(range.lowest[0][0][0][0].item<double>(), -2.4290657, 1e-6);
  EXPECT_NEAR(range.highest[0][2][0][0].item<double>(), 2.7537313, 1e-6);
}

TEST(PixelRangeTest, IsTheSameInFloat64) {
  const PixelRange narrow = PixelRangeOf(kReleaseNormalization, at::kFloat);
  const PixelRange wide = PixelRangeOf(kReleaseNormalization, at::kDouble);
  EXPECT_TRUE(at::equal(narrow.highest.to(at::kDouble), wide.highest));
}

TEST(PixelRangeTest, ClampsByChannel) {
  const PixelRange range = PixelRangeOf(kReleaseNormalization, at::kFloat);
  const at::Tensor images = at::full({2, 3, 32, 32}, 9.0f);
  EXPECT_TRUE(at::equal(range.Clamp(images), range.highest.expand_as(images)));
  EXPECT_TRUE(at::equal(range.Clamp(-images), range.lowest.expand_as(images)));
}

}  // namespace
}  // namespace labelrep
