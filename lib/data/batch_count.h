// How many batches an epoch has (protocol, "Training"). Knows nothing of libtorch.
#ifndef LIB_DATA_BATCH_COUNT_H_
#define LIB_DATA_BATCH_COUNT_H_

#include <cstdint>

namespace labelrep {

// The last, smaller batch is kept, but merged into the one before where it has one image, as batch
// normalisation cannot train on one: 129 images in batches of 128 are one batch, 130 are two.
// images >= 0, batch_size >= 1.
constexpr int64_t CountBatches(int64_t images, int64_t batch_size) {
  const int64_t full = images / batch_size;
  const int64_t rest = images % batch_size;
  return full + (rest > 1 || (rest == 1 && full == 0) ? 1 : 0);
}

}  // namespace labelrep

#endif  // LIB_DATA_BATCH_COUNT_H_
