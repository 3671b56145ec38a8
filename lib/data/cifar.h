// CIFAR-10's and CIFAR-100's binary layout, for the data sets themselves and any other of that
// form, whose images may be of another size. Reference:
// https://www.cs.toronto.edu/~kriz/cifar.html, "binary version".
#ifndef LIB_DATA_CIFAR_H_
#define LIB_DATA_CIFAR_H_

#include <string>

#include "absl/status/statusor.h"
#include "lib/data/image_set.h"

namespace labelrep {

enum class RecordOrder {
  // By SHA-256 of the record, so that any copy of a data set gives the same results. The paper's
  // release goes by the file's order. So the split, the targets drawn with seed 444 and "the first
  // 1,000 images" are other images here: statistically the same, but not image by image.
  kCanonical,
  kFile,
};

struct CifarOptions {
  RecordOrder order = RecordOrder::kCanonical;
  // False reads only the class names and the test split.
  bool read_train = true;
  bool read_test = true;
};

// Reads a folder. CIFAR-10 layout (records of 1 + 3072 bytes): data_batch_*.bin, test_batch.bin,
// batches.meta.txt. CIFAR-100 layout (2 + 3072 bytes, coarse then fine label): train.bin, test.bin,
// fine_label_names.txt; the fine label is the class. Images are 32x32 unless a file image_size.txt
// in the folder says "64" or another height and width in pixels, and records as much longer. The
// number of images follows from the files' lengths. NOT_FOUND where neither layout is there;
// INVALID_ARGUMENT naming file, record and byte offset for a length that is no multiple of the
// record, or a label outside the class names.
absl::StatusOr<Dataset> ReadCifar(const std::string& folder, const CifarOptions& options = {});

}  // namespace labelrep

#endif  // LIB_DATA_CIFAR_H_
