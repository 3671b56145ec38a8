// Data sets written in CIFAR's binary layout; see cifar.h.
#ifndef LIB_DATA_CIFAR_WRITER_H_
#define LIB_DATA_CIFAR_WRITER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "lib/data/image_set.h"

namespace labelrep {

// Groups of classes, as CIFAR-100 has them.
struct CoarseClasses {
  std::vector<std::string> names;
  std::vector<int32_t> of_class;  // index of each class's group
};

// data_batch_1.bin, test_batch.bin, batches.meta.txt, and image_size.txt where the images are not
// 32x32. INVALID_ARGUMENT, before anything is written, for more than 256 classes, a label that is
// no class, pixels of other than whole images, or splits of two sizes of images.
absl::Status WriteCifar10Layout(const Dataset& dataset, const std::string& folder);

// The same as train.bin, test.bin, fine_label_names.txt, coarse_label_names.txt. Also
// INVALID_ARGUMENT unless each class has a group.
absl::Status WriteCifar100Layout(const Dataset& dataset, const CoarseClasses& coarse,
                                 const std::string& folder);

}  // namespace labelrep

#endif  // LIB_DATA_CIFAR_WRITER_H_
