// A data set cut down to what some runs read of it.
#ifndef LIB_DATA_SUBSET_COPY_H_
#define LIB_DATA_SUBSET_COPY_H_

#include <cstdint>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "lib/data/cifar_records.h"
#include "lib/data/train_index.pb.h"

namespace labelrep {

// Copies the data set to `folder`, which has to be there, but of its training images only those at
// `positions` of the canonical order: the files are as long, with holes where the others are, so
// that ReadIndexed finds these in them by the same index, `index`. The test images are all there.
// INVALID_ARGUMENT naming `name` for an index that is not of these files, UNAVAILABLE naming a file
// that cannot be written or is there already; else errors as of ReadCifar.
absl::Status CopySubset(const CifarFiles& files, const TrainIndex& index, const std::string& name,
                        const std::set<int64_t>& positions, const std::string& folder);

}  // namespace labelrep

#endif  // LIB_DATA_SUBSET_COPY_H_
