// A run in this process: its inputs, found, read and checked, and its training on a device.
#ifndef EXPERIMENTS_TRAIN_ACTIVE_RUN_H_
#define EXPERIMENTS_TRAIN_ACTIVE_RUN_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/data/image_set.h"
#include "lib/data/split.h"
#include "lib/run/provenance.h"
#include "lib/run/run_device.h"
#include "lib/train/trainer.h"
#include "results/label_set.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// Where a run's inputs are. Each may be a path (see UserPath) or the name of one that is built in.
struct RunPaths {
  std::string run;     // RunConfig in text form
  std::string data;    // overrides the run file's data_dir
  std::string labels;  // overrides the run file's labels_file
  // TrainIndex of the data set; empty, or one without records, is made from the data set.
  std::string train_index = "";
};

// Recipe, labels and data set of a run, which fit each other.
struct RunInputs {
  RunResult header;  // what the result begins with: recipe (canonical) and the inputs' digests
  LabelSet labels;
  std::string data_folder;
  ImageSet images;  // those of the split
  Split split;      // of `images`
};

// Whether the device of a run file can be taken, and calculates. UNAVAILABLE where it cannot,
// INTERNAL where libtorch fails on it; else as LoadRunInputs of the run file.
absl::Status CheckDevice(const std::string& run_file);

// INVALID_ARGUMENT, NOT_FOUND or FAILED_PRECONDITION naming the file and what does not fit.
// `header` gets what is known so far even then.
absl::Status LoadRunInputs(const RunPaths& paths, RunInputs& inputs);

struct ActiveRun {
  RunDevice device;
  SegmentRecorder recorder;
  std::string data_folder;
  std::unique_ptr<TrainingRun> training;
  int32_t first_epoch = 1;  // of this process

  // `earlier` with this process's segment, unless others trained and this did not even fail.
  Provenance WithSegment(Provenance earlier) const;
};

// Takes the device and prepares the run on it. `checkpoint` is the path of the one to go on from;
// empty for a new run. Errors as of RunDevice::Acquire and TrainingRun::Restore, and
// INVALID_ARGUMENT for an unknown encoder.
absl::StatusOr<ActiveRun> Activate(RunInputs inputs, const std::string& checkpoint);

// Tests, which gives the model the weights of the best epoch, and completes the result by what the
// training itself does not know. Returns the weights file.
absl::StatusOr<std::string> Finish(ActiveRun& run, RunResult& result);

}  // namespace labelrep

#endif  // EXPERIMENTS_TRAIN_ACTIVE_RUN_H_
