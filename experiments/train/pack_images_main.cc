// Cuts a data set down to the images that some runs read:
//   pack_images --data=FOLDER --train_index=INDEX.pb --out=FOLDER RUN.textproto...
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/data/cifar_records.h"
#include "lib/data/split.h"
#include "lib/data/subset_copy.h"
#include "results/run.pb.h"

ABSL_FLAG(std::string, data, "", "folder of the data set");
ABSL_FLAG(std::string, train_index, "", "its TrainIndex");
ABSL_FLAG(std::string, out, "", "folder to make");

namespace labelrep {
namespace {

absl::Status PackImages(const std::vector<std::string>& run_files) {
  const std::string index_file = UserPath(absl::GetFlag(FLAGS_train_index));
  const std::string out = UserPath(absl::GetFlag(FLAGS_out));
  LABELREP_ASSIGN_OR_RETURN(const CifarFiles files,
                            FindCifarFiles(UserPath(absl::GetFlag(FLAGS_data))));
  TrainIndex index;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(index_file, &index));
  std::set<int64_t> positions;
  for (const std::string& run_file : run_files) {
    RunConfig config;
    LABELREP_RETURN_IF_ERROR(ReadTextProto(UserPath(run_file), &config));
    const absl::StatusOr<Split> split = MakeSplit(index.records_size(), config.recipe().seed(),
                                                  config.recipe().train_fraction_percent());
    if (!split.ok()) {
      return absl::InvalidArgumentError(absl::StrCat(run_file, ": ", split.status().message()));
    }
    positions.insert(split->train.begin(), split->train.end());
    positions.insert(split->validation.begin(), split->validation.end());
  }
  LABELREP_RETURN_IF_ERROR(MakeDirectory(out));
  LABELREP_RETURN_IF_ERROR(CopySubset(files, index, index_file, positions, out));
  std::cout << positions.size() << " of " << index.records_size()
            << " training records, and the test records\n";
  return absl::OkStatus();
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram(
      "pack_images", "cuts a data set down to the images that the runs given as arguments read",
      argc, argv, labelrep::PackImages);
}
