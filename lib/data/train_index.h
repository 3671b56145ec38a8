// Reading only those training images that a run uses, by an index of the data set.
//
// A run on 2 % of CIFAR-10 needs 1,000 training and 5,000 validation images; the order that says
// which, and the digest of the data set, take all 50,000. So they are found once.
#ifndef LIB_DATA_TRAIN_INDEX_H_
#define LIB_DATA_TRAIN_INDEX_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/data/cifar_records.h"
#include "lib/data/image_set.h"
#include "lib/data/train_index.pb.h"

namespace labelrep {

// Reads all training images. Errors as of ReadCifar.
absl::StatusOr<TrainIndex> MakeTrainIndex(const CifarFiles& files);

// Reads the training images at `positions` of the canonical order, in the order of `positions`;
// their sha256 stays empty. INVALID_ARGUMENT naming `name` for an index that is damaged, and naming
// file and record where the files are not those that it was made from.
absl::StatusOr<ImageSet> ReadIndexed(const CifarFiles& files, const TrainIndex& index,
                                     const std::string& name,
                                     const std::vector<int64_t>& positions);

}  // namespace labelrep

#endif  // LIB_DATA_TRAIN_INDEX_H_
