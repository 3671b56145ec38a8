#include "lib/data/augment.h"

#include <vector>

#include "ATen/Functions.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

std::vector<uint8_t> SomePixels(int images) {
  std::vector<uint8_t> pixels(images * kImageBytes);
  uint32_t state = 1;
  for (uint8_t& pixel : pixels) pixel = (state = state * 1664525 + 1013904223) >> 24;
  return pixels;
}

at::Tensor Longs(const std::vector<int64_t>& values) { return at::tensor(values, at::kLong); }

// What stands at a place of the zero-padded image; counted from the padding's corner.
uint8_t Padded(const std::vector<uint8_t>& pixels, int64_t image, int channel, int64_t row,
               int64_t column) {
  row -= kImagePadding;
  column -= kImagePadding;
  if (row < 0 || row >= kImageSize || column < 0 || column >= kImageSize) return 0;
  return pixels[((image * kImageChannels + channel) * kImageSize + row) * kImageSize + column];
}

TEST(AugmentTest, PadsWithZerosAndPutsChannelsLast) {
  const std::vector<uint8_t> pixels = SomePixels(2);
  const at::Tensor padded = PadImages(pixels);
  ASSERT_EQ(padded.sizes(), at::IntArrayRef({2, 40, 40, 3}));
  ASSERT_EQ(padded.scalar_type(), at::kByte);
  const auto found = padded.accessor<uint8_t, 4>();
  for (int image = 0; image < 2; ++image) {
    for (int row = 0; row < 40; ++row) {
      for (int column = 0; column < 40; ++column) {
        for (int channel = 0; channel < 3; ++channel) {
          ASSERT_EQ(found[image][row][column][channel],
                    Padded(pixels, image, channel, row, column));
        }
      }
    }
  }
}

TEST(AugmentTest, EqualsCroppingAndMirroringImageByImage) {
  const std::vector<uint8_t> pixels = SomePixels(4);
  const std::vector<int64_t> indices = {3, 0, 0, 2, 1, 3};
  const std::vector<int64_t> rows = {4, 0, 8, 3, 5, 8};
  const std::vector<int64_t> columns = {4, 8, 0, 6, 1, 0};
  const std::vector<int64_t> flips = {0, 0, 1, 1, 0, 1};
  const at::Tensor crops =
      CropAndFlip(PadImages(pixels), Longs(indices), {Longs(rows), Longs(columns), Longs(flips)});
  ASSERT_EQ(crops.sizes(), at::IntArrayRef({6, 32, 32, 3}));
  const auto found = crops.accessor<uint8_t, 4>();
  for (int i = 0; i < 6; ++i) {
    for (int row = 0; row < kImageSize; ++row) {
      for (int column = 0; column < kImageSize; ++column) {
        const int from = flips[i] ? kImageSize - 1 - column : column;
        for (int channel = 0; channel < kImageChannels; ++channel) {
          ASSERT_EQ(found[i][row][column][channel],
                    Padded(pixels, indices[i], channel, rows[i] + row, columns[i] + from))
              << "crop " << i << " row " << row << " column " << column;
        }
      }
    }
  }
}

TEST(AugmentTest, TheMiddleCropIsTheImage) {
  const std::vector<uint8_t> pixels = SomePixels(1);
  const at::Tensor crop =
      CropAndFlip(PadImages(pixels), Longs({0}), {Longs({4}), Longs({4}), Longs({0})});
  const at::Tensor image = at::tensor(at::ArrayRef<uint8_t>(pixels), at::kByte);
  EXPECT_TRUE(at::equal(crop.permute({0, 3, 1, 2}).reshape({-1}), image));
}

TEST(AugmentTest, NormalizesInEitherMemoryFormat) {
  const at::Tensor pixels =
      at::tensor(at::ArrayRef<uint8_t>(SomePixels(2)), at::kByte).view({2, 32, 32, 3});
  const Normalization normalization = {{0.1, 0.5, 0.9}, {0.2, 0.25, 0.5}};
  for (at::MemoryFormat format : {at::MemoryFormat::ChannelsLast, at::MemoryFormat::Contiguous}) {
    const at::Tensor images = NormalizeImages(pixels, normalization, format);
    ASSERT_EQ(images.sizes(), at::IntArrayRef({2, 3, 32, 32}));
    ASSERT_EQ(images.scalar_type(), at::kFloat);
    EXPECT_TRUE(images.is_contiguous(format));
    const auto found = images.accessor<float, 4>();
    const auto stored = pixels.accessor<uint8_t, 4>();
    for (int channel = 0; channel < kImageChannels; ++channel) {
      const double pixel = stored[1][20][30][channel];
      const double expected =
          (pixel / 255 - normalization.mean[channel]) / normalization.std[channel];
      // Values are below 5; two roundings to 24 bits are off by less than 1e-6.
      EXPECT_NEAR(found[1][channel][20][30], expected, 1e-6);
    }
  }
}

}  // namespace
}  // namespace labelrep
