// How many classes and images, of which size, a data set is known to have: a file that was cut
// between two records is as good as a whole one to its reader.
#ifndef LIB_DATA_DATASET_COUNTS_H_
#define LIB_DATA_DATASET_COUNTS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "lib/data/cifar_records.h"

namespace labelrep {

struct DatasetCounts {
  int64_t classes = 0;
  int64_t train_images = 0;  // over all training files
  int64_t test_images = 0;
  int64_t image_size = kCifarImageSize;  // pixels, height and width
};

// FAILED_PRECONDITION naming the files with what they have and what was expected; INVALID_ARGUMENT
// for files whose length is no multiple of the record, or too large.
absl::Status CheckCounts(const CifarFiles& files, const DatasetCounts& expected);

}  // namespace labelrep

#endif  // LIB_DATA_DATASET_COUNTS_H_
