#include "lib/viz/color_map.h"

#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

ColorScale Decibels() {
  ColorScale scale;
  scale.set_low(-80);
  scale.set_high(0);
  return scale;
}

// What matplotlib gives each number:
//   python3 -c "import matplotlib as m; n = m.colors.Normalize(-80, 0)
//   for v in [-100, -80, -79.7, -40, -10.25, -0.01, 0, 3]:
//     print(v, m.colors.to_hex(m.colormaps['viridis'](n(v))))"
TEST(ColorMapTest, NumbersHaveTheColorsOfMatplotlib) {
  const std::vector<std::pair<double, RgbColor>> expected = {
      {-100, {0x44, 0x01, 0x54}}, {-80, {0x44, 0x01, 0x54}},    {-79.7, {0x44, 0x01, 0x54}},
      {-40, {0x21, 0x91, 0x8c}},  {-10.25, {0xaa, 0xdc, 0x32}}, {-0.01, {0xfd, 0xe7, 0x25}},
      {0, {0xfd, 0xe7, 0x25}},    {3, {0xfd, 0xe7, 0x25}}};
  for (const auto& [value, color] : expected) {
    EXPECT_EQ(ViridisColors()[ColorIndex(value, Decibels())], color) << value;
  }
}

TEST(ColorMapTest, ColorsBecomeLighter) {
  const auto luminance = [](const RgbColor& color) {
    return 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2];
  };
  // Of numbers that are a step of the 8 bits of a channel apart at most.
  for (size_t i = 4; i < kMapColors; ++i) {
    EXPECT_GT(luminance(ViridisColors()[i]), luminance(ViridisColors()[i - 4])) << i;
  }
}

}  // namespace
}  // namespace labelrep
