#include "lib/data/normalization.h"

#include <cmath>

namespace labelrep {

Normalization MeasureNormalization(const ImageSet& images, const std::vector<int64_t>& indices) {
  const int64_t plane_size = images.image_size * images.image_size;
  Normalization result = {};
  for (int channel = 0; channel < kImageChannels; ++channel) {
    // Whole numbers: 2^64 holds the squares of more than 10^14 pixels.
    uint64_t sum = 0;
    uint64_t squares = 0;
    for (int64_t index : indices) {
      const uint8_t* plane = &images.pixels[(index * kImageChannels + channel) * plane_size];
      for (int64_t i = 0; i < plane_size; ++i) {
        sum += plane[i];
        squares += uint32_t{plane[i]} * plane[i];
      }
    }
    const double count = static_cast<double>(indices.size()) * plane_size;
    const double mean = count > 0 ? sum / count : 0;
    const double variance = count > 0 ? squares / count - mean * mean : 0;
    result.mean[channel] = mean / 255;
    // Below a thousandth of a grey level it is rounding.
    result.std[channel] = variance > 1e-6 ? std::sqrt(variance) / 255 : 1;
  }
  return result;
}

}  // namespace labelrep
