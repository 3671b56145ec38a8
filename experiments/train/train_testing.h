// A small run in files, and what tests of the program that trains look at.
#ifndef EXPERIMENTS_TRAIN_TRAIN_TESTING_H_
#define EXPERIMENTS_TRAIN_TRAIN_TESTING_H_

#include <sys/resource.h>

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "experiments/train/active_run.h"
#include "experiments/train/train.h"
#include "lib/data/image_set.h"
#include "results/run.pb.h"

namespace labelrep {

// A folder of the test's own with 20 training and 6 test images of 2 classes, of that height and
// width, in data/, labels.pb (category), and run.textproto: ResNet-8 in batches of 8 for 3 epochs.
class TrainingFiles {
 public:
  explicit TrainingFiles(const std::string& name, int64_t image_size = kCifarImageSize);

  // The run file with fields of the recipe set to other values, in text form.
  void ChangeRecipe(const std::string& changes) const;

  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  RunPaths paths() const { return {Path("run.textproto"), Path("data"), Path("labels.pb")}; }

 private:
  std::string folder_;
};

// The files of segment i of k in a folder, and a training in k segments there.
SegmentFiles SegmentFilesIn(const std::string& folder, int i, int k);
absl::Status TrainInSegments(const RunPaths& paths, const std::string& folder, int k);

// The bytes of a file, and a file as a message; fail the test where it cannot be read.
std::string FileBytes(const std::string& path);
RunResult ReadResult(const std::string& path);
Provenance ReadProvenance(const std::string& path);

// Files may have at most so many bytes, as on a full disk, while this lives.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes);
  ~FileSizeLimit();
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_ = {};
};

}  // namespace labelrep

#endif  // EXPERIMENTS_TRAIN_TRAIN_TESTING_H_
