// Mean and standard deviation by which images are normalised (protocol, "Data"). Knows nothing of
// libtorch.
#ifndef LIB_DATA_NORMALIZATION_H_
#define LIB_DATA_NORMALIZATION_H_

#include <array>
#include <cstdint>
#include <vector>

#include "lib/data/image_set.h"

namespace labelrep {

// Of pixel values in [0, 1], for red, green and blue.
struct Normalization {
  std::array<double, kImageChannels> mean;
  std::array<double, kImageChannels> std;

  bool operator==(const Normalization&) const = default;
};

// The constants of the paper's released code, used there for every data set.
inline constexpr Normalization kReleaseNormalization = {{0.4914, 0.4822, 0.4465},
                                                        {0.2023, 0.1994, 0.2010}};

// Over all pixels of the images `indices`, exact but for the last rounding, so that the order of
// the images does not matter. A channel of one single value gets the standard deviation 1; so do no
// images at all, with mean 0.
Normalization MeasureNormalization(const ImageSet& images, const std::vector<int64_t>& indices);

}  // namespace labelrep

#endif  // LIB_DATA_NORMALIZATION_H_
