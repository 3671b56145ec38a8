#include "lib/viz/picture_png.h"

#include <cmath>
#include <cstdint>

#include "lib/viz/color_map.h"
#include "lib/viz/png.h"

namespace labelrep {
namespace {

std::vector<uint8_t> Palette() {
  std::vector<uint8_t> palette;
  for (const RgbColor& color : ViridisColors()) {
    palette.insert(palette.end(), color.begin(), color.end());
  }
  return palette;
}

RgbImage Mixture(const Picture& picture, const ColorScale& colors) {
  RgbImage image{.width = picture.width(), .height = picture.height()};
  for (size_t i = 0; i < picture.rgb().size(); ++i) {
    const uint8_t below = static_cast<uint8_t>(picture.rgb()[i]);
    if (picture.values().empty()) {
      image.pixels.push_back(below);
      continue;
    }
    const double value = picture.values(static_cast<int>(i / 3));
    const uint8_t above = ViridisColors()[ColorIndex(value, colors)][i % 3];
    const double mixed = picture.opacity() * above + (1 - picture.opacity()) * below;
    image.pixels.push_back(static_cast<uint8_t>(std::lround(mixed)));
  }
  return image;
}

}  // namespace

absl::StatusOr<std::string> PictureAsPng(const Picture& picture, const ColorScale& colors) {
  if (picture.has_rgb()) return EncodePng(Mixture(picture, colors));
  IndexedImage image{.width = picture.width(), .height = picture.height(), .palette = Palette()};
  for (float value : picture.values()) {
    image.pixels.push_back(static_cast<uint8_t>(ColorIndex(value, colors)));
  }
  return EncodePng(image);
}

absl::StatusOr<std::string> ColorBarAsPng() {
  IndexedImage bar{.width = 1, .height = kMapColors, .palette = Palette()};
  for (int i = kMapColors - 1; i >= 0; --i) bar.pixels.push_back(static_cast<uint8_t>(i));
  return EncodePng(bar);
}

}  // namespace labelrep
