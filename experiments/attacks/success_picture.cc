#include "experiments/attacks/success_picture.h"

#include <algorithm>
#include <cmath>

#include "lib/data/image_set.h"

namespace labelrep {
namespace {

constexpr int64_t kPairsInRow = 10;
constexpr int64_t kZoom = 2;
constexpr int64_t kGap = 4;  // pixels of the picture around each pair

uint8_t Byte(float value, const Normalization& normalization, int64_t channel) {
  const double share = value * normalization.std[channel] + normalization.mean[channel];
  return static_cast<uint8_t>(std::lround(255 * std::clamp(share, 0.0, 1.0)));
}

// `image` is [3, s, s].
void DrawTile(const at::Tensor& image, const Normalization& normalization, int64_t top,
              int64_t left, RgbImage& picture) {
  const at::Tensor contiguous = image.contiguous();
  const float* values = contiguous.const_data_ptr<float>();
  const int64_t size = image.size(-1);
  for (int64_t y = 0; y < size * kZoom; ++y) {
    for (int64_t x = 0; x < size * kZoom; ++x) {
      for (int64_t channel = 0; channel < kImageChannels; ++channel) {
        const int64_t from = (channel * size + y / kZoom) * size + x / kZoom;
        const int64_t to = ((top + y) * picture.width + left + x) * 3 + channel;
        picture.pixels[to] = Byte(values[from], normalization, channel);
      }
    }
  }
}

}  // namespace

RgbImage DrawSuccesses(const at::Tensor& successes, const Normalization& normalization) {
  const int64_t count = successes.size(0);
  const int64_t tile = successes.size(-1) * kZoom;
  const int64_t pair_height = 2 * tile;
  const int64_t rows = std::max<int64_t>(1, (count + kPairsInRow - 1) / kPairsInRow);
  RgbImage picture{.width = kPairsInRow * (tile + kGap) + kGap,
                   .height = rows * (pair_height + kGap) + kGap};
  picture.pixels.assign(picture.width * picture.height * 3, 255);
  for (int64_t i = 0; i < count; ++i) {
    const int64_t top = kGap + i / kPairsInRow * (pair_height + kGap);
    const int64_t left = kGap + i % kPairsInRow * (tile + kGap);
    DrawTile(successes[i][0], normalization, top, left, picture);
    DrawTile(successes[i][1], normalization, top + tile, left, picture);
  }
  return picture;
}

}  // namespace labelrep
