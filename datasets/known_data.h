// Data sets whose images are known: those of the catalogue that have digests (catalogue.bzl).
#ifndef DATASETS_KNOWN_DATA_H_
#define DATASETS_KNOWN_DATA_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/data/cifar_records.h"

namespace labelrep {

// Whether these are the images of the data set of that name, by the digest of its training images
// (TrainIndex.sha256), which the caller has, and that of its test images, which are read. OK for a
// name of which nothing is known; FAILED_PRECONDITION naming the files, what was found and what was
// expected; errors as of ReadCifar.
absl::Status CheckIsKnownData(absl::string_view name, const CifarFiles& files,
                              const std::string& train_sha256);

}  // namespace labelrep

#endif  // DATASETS_KNOWN_DATA_H_
