#include "lib/viz/picture_png.h"

#include <png.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using Pixels = std::vector<uint8_t>;

constexpr uint8_t kDarkest[] = {0x44, 0x01, 0x54};
constexpr uint8_t kLightest[] = {0xfd, 0xe7, 0x25};

// RGB, as libpng reads them.
Pixels Read(const std::string& bytes) {
  png_image png = {};
  png.version = PNG_IMAGE_VERSION;
  EXPECT_NE(png_image_begin_read_from_memory(&png, bytes.data(), bytes.size()), 0);
  png.format = PNG_FORMAT_RGB;
  Pixels pixels(PNG_IMAGE_SIZE(png));
  EXPECT_NE(png_image_finish_read(&png, nullptr, pixels.data(), 0, nullptr), 0);
  return pixels;
}

// Numbers 2 and 3, whose colours are the darkest and the lightest.
Picture TwoNumbers() {
  Picture picture;
  picture.set_height(2);
  picture.set_width(1);
  picture.add_values(2);
  picture.add_values(3);
  return picture;
}

ColorScale Colors() {
  ColorScale colors;
  colors.set_low(2);
  colors.set_high(3);
  return colors;
}

TEST(PicturePngTest, NumbersHaveTheirColors) {
  Pixels expected(kDarkest, kDarkest + 3);
  expected.insert(expected.end(), kLightest, kLightest + 3);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string png, PictureAsPng(TwoNumbers(), Colors()));
  EXPECT_EQ(Read(png), expected);
}

TEST(PicturePngTest, AnImageIsDrawnAsItIs) {
  Picture picture = TwoNumbers();
  picture.clear_values();
  picture.set_rgb("\x01\x02\xff\x03\x04\x05");
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string png, PictureAsPng(picture, ColorScale()));
  EXPECT_EQ(Read(png), (Pixels{1, 2, 255, 3, 4, 5}));
}

TEST(PicturePngTest, OverAnImageColorsAreMixed) {
  Picture picture = TwoNumbers();
  picture.set_rgb(std::string("\x00\x64\xff\x00\x64\xff", 6));
  picture.set_opacity(0.25);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string png, PictureAsPng(picture, Colors()));
  // 0.25 of (68, 1, 84) and (253, 231, 37), 0.75 of (0, 100, 255).
  EXPECT_EQ(Read(png), (Pixels{17, 75, 212, 63, 133, 201}));
}

TEST(PicturePngTest, TheBarIsLightestOnTop) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string png, ColorBarAsPng());
  const Pixels bar = Read(png);
  ASSERT_EQ(bar.size(), 3 * 256);
  EXPECT_TRUE(std::equal(kLightest, kLightest + 3, bar.begin()));
  EXPECT_TRUE(std::equal(kDarkest, kDarkest + 3, bar.end() - 3));
}

}  // namespace
}  // namespace labelrep
