#include "lib/data/normalization.h"

#include <cmath>

namespace labelrep {

Normalization MeasureNormalization(const ImageSet& images, const std::vector<int64_t>& indices) {
  constexpr int kPlane = kImageSize * kImageSize;
  Normalization result = {};
  for (int channel = 0; channel < kImageChannels; ++channel) {
    // Whole numbers: 2^64 holds the squares of more than 10^11 images.
    uint64_t sum = 0;
    uint64_t squares = 0;
    for (int64_t index : indices) {
      const uint8_t* plane = &images.pixels[(index * kImageChannels + channel) * kPlane];
      uint32_t plane_sum = 0;
      uint32_t plane_squares = 0;
      for (int i = 0; i < kPlane; ++i) {
        plane_sum += plane[i];
        plane_squares += uint32_t{plane[i]} * plane[i];
      }
      sum += plane_sum;
      squares += plane_squares;
    }
    const double count = static_cast<double>(indices.size()) * kPlane;
    const double mean = count > 0 ? sum / count : 0;
    const double variance = count > 0 ? squares / count - mean * mean : 0;
    result.mean[channel] = mean / 255;
    // Below a thousandth of a grey level it is rounding.
    result.std[channel] = variance > 1e-6 ? std::sqrt(variance) / 255 : 1;
  }
  return result;
}

}  // namespace labelrep
