// Makes the index by which runs read the training images of a data set, which has to have as much
// as is known of it:
//   make_train_index --data=DIR --classes=10 --train_images=50000 --test_images=10000
//   --out=INDEX.pb
#include <cstdint>
#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/data/cifar_records.h"
#include "lib/data/dataset_counts.h"
#include "lib/data/train_index.h"

ABSL_FLAG(std::string, data, "", "Folder of the data set, in CIFAR's binary layout.");
ABSL_FLAG(int64_t, classes, 0, "How many classes it has to have.");
ABSL_FLAG(int64_t, train_images, 0, "How many training images, over all files.");
ABSL_FLAG(int64_t, test_images, 0, "How many test images.");
ABSL_FLAG(int64_t, image_size, labelrep::kCifarImageSize, "Height and width of its images.");
ABSL_FLAG(std::string, out, "", "TrainIndex to write; one without records if the set is damaged.");

namespace labelrep {
namespace {

absl::StatusOr<TrainIndex> IndexOf(const std::string& folder) {
  LABELREP_ASSIGN_OR_RETURN(const CifarFiles files, FindCifarFiles(folder));
  const absl::Status counts = CheckCounts(files, {.classes = absl::GetFlag(FLAGS_classes),
                                                  .train_images = absl::GetFlag(FLAGS_train_images),
                                                  .test_images = absl::GetFlag(FLAGS_test_images),
                                                  .image_size = absl::GetFlag(FLAGS_image_size)});
  // The runs find damage too, and their results say so; they would not find fewer images.
  if (!counts.ok() && !absl::IsInvalidArgument(counts)) return counts;
  return MakeTrainIndex(files);
}

absl::Status Main() {
  absl::StatusOr<TrainIndex> index = IndexOf(absl::GetFlag(FLAGS_data));
  if (!index.ok()) {
    if (!absl::IsInvalidArgument(index.status())) return index.status();
    std::cerr << "make_train_index: " << index.status().message() << "\n";
    index = TrainIndex();
  }
  return WriteBinaryProto(absl::GetFlag(FLAGS_out), *index);
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("make_train_index", "indexes the training images of a data set", argc,
                              argv, labelrep::Main);
}
