// Training and validation images of a data set, and the fraction to train on (protocol, "Data").
#ifndef LIB_DATA_SPLIT_H_
#define LIB_DATA_SPLIT_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"

namespace labelrep {

struct Split {
  std::vector<int64_t> train;
  std::vector<int64_t> validation;
};

// Permutes 0..n-1 as NumPy's RandomState(seed).shuffle does; validation is the first n / 10 images,
// training the first min(int(n * percent / 100), n - n / 10) of the rest. So 1 % of CIFAR is 500
// images and 100 % all 45,000, and smaller fractions are subsets of larger ones. The images are
// counted in canonical order, so they are others than the release's; see cifar.h.
// INVALID_ARGUMENT for a percentage outside (0, 100], fewer than two training images, or no
// validation images.
absl::StatusOr<Split> MakeSplit(int64_t n, uint32_t seed, double train_fraction_percent);

}  // namespace labelrep

#endif  // LIB_DATA_SPLIT_H_
