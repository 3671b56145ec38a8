// What a run file asks for, found, read and checked.
#ifndef EXPERIMENTS_TRAIN_RUN_INPUTS_H_
#define EXPERIMENTS_TRAIN_RUN_INPUTS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "c10/core/Device.h"
#include "lib/data/image_set.h"
#include "lib/data/resident_data.h"
#include "lib/data/split.h"
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

// The recipe of a run file, canonical. INVALID_ARGUMENT naming the file and the field.
absl::StatusOr<RunConfig> ReadRunConfig(const std::string& path);

// Recipe, labels and data set of a run, which fit each other.
struct RunInputs {
  RunResult header;  // recipe (canonical) and the inputs' digests
  LabelSet labels;
  std::string data_folder;
  ImageSet images;  // those of the split
  Split split;      // of `images`
};

// INVALID_ARGUMENT, NOT_FOUND or FAILED_PRECONDITION naming the file and what does not fit.
// `header` gets what is known so far even then.
absl::Status LoadRunInputs(const RunPaths& paths, RunInputs& inputs);

// Model and data on the device. Leaves the data set's pixels there alone.
absl::StatusOr<TrainingRun> StartRun(RunInputs inputs, c10::Device device);

}  // namespace labelrep

#endif  // EXPERIMENTS_TRAIN_RUN_INPUTS_H_
