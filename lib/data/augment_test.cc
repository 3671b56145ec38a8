#include "lib/data/augment.h"

#include <vector>

#include "ATen/Functions.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

ImageSet SomeImages(int count, int64_t image_size = kCifarImageSize) {
  ImageSet images;
  images.image_size = image_size;
  images.pixels.resize(count * images.image_bytes());
  uint32_t state = 1;
  for (uint8_t& pixel : images.pixels) pixel = (state = state * 1664525 + 1013904223) >> 24;
  return images;
}

at::Tensor Longs(const std::vector<int64_t>& values) { return at::tensor(values, at::kLong); }

// What stands at a place of the zero-padded image; counted from the padding's corner.
uint8_t Padded(const ImageSet& images, int64_t image, int channel, int64_t row, int64_t column) {
  const int64_t size = images.image_size;
  row -= kImagePadding;
  column -= kImagePadding;
  if (row < 0 || row >= size || column < 0 || column >= size) return 0;
  return images.pixels[((image * kImageChannels + channel) * size + row) * size + column];
}

TEST(AugmentTest, PadsWithZerosAndPutsChannelsLast) {
  const ImageSet images = SomeImages(2);
  const at::Tensor padded = PadImages(images);
  ASSERT_EQ(padded.sizes(), at::IntArrayRef({2, 40, 40, 3}));
  ASSERT_EQ(padded.scalar_type(), at::kByte);
  const auto found = padded.accessor<uint8_t, 4>();
  for (int image = 0; image < 2; ++image) {
    for (int row = 0; row < 40; ++row) {
      for (int column = 0; column < 40; ++column) {
        for (int channel = 0; channel < 3; ++channel) {
          ASSERT_EQ(found[image][row][column][channel],
                    Padded(images, image, channel, row, column));
        }
      }
    }
  }
}

void ExpectCropsAsImageByImage(int64_t size) {
  const ImageSet images = SomeImages(4, size);
  const std::vector<int64_t> indices = {3, 0, 0, 2, 1, 3};
  const std::vector<int64_t> rows = {4, 0, 8, 3, 5, 8};
  const std::vector<int64_t> columns = {4, 8, 0, 6, 1, 0};
  const std::vector<int64_t> flips = {0, 0, 1, 1, 0, 1};
  const at::Tensor crops =
      CropAndFlip(PadImages(images), Longs(indices), {Longs(rows), Longs(columns), Longs(flips)});
  ASSERT_EQ(crops.sizes(), at::IntArrayRef({6, size, size, 3}));
  const auto found = crops.accessor<uint8_t, 4>();
  for (int i = 0; i < 6; ++i) {
    for (int row = 0; row < size; ++row) {
      for (int column = 0; column < size; ++column) {
        const int from = flips[i] ? size - 1 - column : column;
        for (int channel = 0; channel < kImageChannels; ++channel) {
          ASSERT_EQ(found[i][row][column][channel],
                    Padded(images, indices[i], channel, rows[i] + row, columns[i] + from))
              << "crop " << i << " row " << row << " column " << column;
        }
      }
    }
  }
}

TEST(AugmentTest, EqualsCroppingAndMirroringImageByImage) {
  ExpectCropsAsImageByImage(kCifarImageSize);
}

TEST(AugmentTest, CropsImagesOfAnotherSizeToTheirOwn) { ExpectCropsAsImageByImage(64); }

TEST(AugmentTest, TheMiddleCropIsTheImage) {
  const ImageSet images = SomeImages(1);
  const at::Tensor crop =
      CropAndFlip(PadImages(images), Longs({0}), {Longs({4}), Longs({4}), Longs({0})});
  const at::Tensor image = at::tensor(at::ArrayRef<uint8_t>(images.pixels), at::kByte);
  EXPECT_TRUE(at::equal(crop.permute({0, 3, 1, 2}).reshape({-1}), image));
}

TEST(AugmentTest, NormalizesInEitherMemoryFormat) {
  const at::Tensor pixels =
      at::tensor(at::ArrayRef<uint8_t>(SomeImages(2).pixels), at::kByte).view({2, 32, 32, 3});
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
