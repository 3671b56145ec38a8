// A run on its device, from its inputs to its outputs.
#ifndef EXPERIMENTS_TRAIN_ACTIVE_RUN_H_
#define EXPERIMENTS_TRAIN_ACTIVE_RUN_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "experiments/train/run_inputs.h"
#include "lib/run/provenance.h"
#include "lib/run/run_device.h"
#include "lib/train/trainer.h"
#include "results/run.pb.h"

namespace labelrep {

struct ActiveRun {
  RunDevice device;
  SegmentRecorder recorder;
  std::string data_folder;
  TrainingRun training;
  int32_t first_epoch = 1;  // of this process
};

// Takes the device and prepares the run on it. `checkpoint` is the path of the one to go on from;
// empty for a new run. Errors as of RunDevice::Acquire, StartRun and TrainingRun::Restore.
absl::StatusOr<ActiveRun> Activate(RunInputs inputs, const std::string& checkpoint);

// Tests, which gives the model the weights of the best epoch, and completes the result by what the
// training itself does not know. Returns the weights file.
absl::StatusOr<std::string> Finish(ActiveRun& run, RunResult& result);

// `earlier` with this process's segment added, unless others trained and this did not even fail.
Provenance WithSegment(const Provenance& earlier, const ActiveRun& run);
absl::Status WriteProvenance(const Provenance& earlier, const ActiveRun& run,
                             const std::string& path);

}  // namespace labelrep

#endif  // EXPERIMENTS_TRAIN_ACTIVE_RUN_H_
