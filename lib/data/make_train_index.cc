// Makes the index by which runs read the training images of a data set:
//   make_train_index --data=DIR --out=INDEX.pb
#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/data/cifar_records.h"
#include "lib/data/train_index.h"

ABSL_FLAG(std::string, data, "", "Folder of the data set, in CIFAR's binary layout.");
ABSL_FLAG(std::string, out, "", "TrainIndex to write; one without records if the set is damaged.");

namespace labelrep {
namespace {

absl::StatusOr<TrainIndex> IndexOf(const std::string& folder) {
  LABELREP_ASSIGN_OR_RETURN(const CifarFiles files, FindCifarFiles(folder));
  return MakeTrainIndex(files);
}

absl::Status Main() {
  absl::StatusOr<TrainIndex> index = IndexOf(absl::GetFlag(FLAGS_data));
  if (!index.ok()) {
    // The runs then find this too, and their results say so.
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
