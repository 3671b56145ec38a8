#include "lib/viz/png.h"

#include <png.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

RgbImage Gradient() {
  RgbImage image{.width = 5, .height = 3};
  for (int i = 0; i < 5 * 3 * 3; ++i) image.pixels.push_back(static_cast<uint8_t>(5 * i));
  return image;
}

TEST(PngTest, LibpngReadsThePixelsBack) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string bytes, EncodePng(Gradient()));
  png_image png = {};
  png.version = PNG_IMAGE_VERSION;
  ASSERT_NE(png_image_begin_read_from_memory(&png, bytes.data(), bytes.size()), 0);
  EXPECT_EQ(png.width, 5);
  EXPECT_EQ(png.height, 3);
  png.format = PNG_FORMAT_RGB;
  std::vector<uint8_t> pixels(PNG_IMAGE_SIZE(png));
  ASSERT_NE(png_image_finish_read(&png, nullptr, pixels.data(), 0, nullptr), 0);
  EXPECT_EQ(pixels, Gradient().pixels);
}

TEST(PngTest, PixelsOfAPaletteHaveItsColors) {
  const IndexedImage image{
      .width = 3, .height = 1, .pixels = {1, 0, 1}, .palette = {10, 20, 30, 40, 50, 60}};
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string bytes, EncodePng(image));
  png_image png = {};
  png.version = PNG_IMAGE_VERSION;
  ASSERT_NE(png_image_begin_read_from_memory(&png, bytes.data(), bytes.size()), 0);
  png.format = PNG_FORMAT_RGB;
  std::vector<uint8_t> pixels(PNG_IMAGE_SIZE(png));
  ASSERT_NE(png_image_finish_read(&png, nullptr, pixels.data(), 0, nullptr), 0);
  EXPECT_THAT(pixels, ::testing::ElementsAre(40, 50, 60, 10, 20, 30, 40, 50, 60));
}

TEST(PngTest, RefusesAPixelWithoutColor) {
  IndexedImage image{.width = 1, .height = 1, .pixels = {1}, .palette = {10, 20, 30}};
  EXPECT_THAT(EncodePng(image), StatusIs(absl::StatusCode::kInvalidArgument,
                                         "palette of 3 bytes: expected 3 for each of at most 256 "
                                         "colours, of which a pixel has number 1"));
  image.pixels[0] = 0;
  EXPECT_OK(EncodePng(image).status());
  image.palette.resize(3 * 257);
  EXPECT_THAT(EncodePng(image), StatusIs(absl::StatusCode::kInvalidArgument, "771 bytes"));
}

TEST(PngTest, SameImageSameBytes) { EXPECT_EQ(*EncodePng(Gradient()), *EncodePng(Gradient())); }

TEST(PngTest, RefusesImagesThatAreNone) {
  EXPECT_THAT(EncodePng(RgbImage{}), StatusIs(absl::StatusCode::kInvalidArgument, "0 x 0"));
  RgbImage truncated = Gradient();
  truncated.pixels.pop_back();
  EXPECT_THAT(EncodePng(truncated),
              StatusIs(absl::StatusCode::kInvalidArgument, "found 44 bytes, expected 45"));
}

}  // namespace
}  // namespace labelrep
