// A whole run, started by hand.
#ifndef EXPERIMENTS_TRAIN_TRAIN_BY_HAND_H_
#define EXPERIMENTS_TRAIN_TRAIN_BY_HAND_H_

#include <string>

#include "absl/status/status.h"
#include "experiments/train/active_run.h"

namespace labelrep {

// Trains and tests, and leaves result.pb, provenance.pb and weights.safetensors in `out`. Writes
// checkpoint.safetensors there after each epoch, and goes on from it where it is there. A run that
// diverges is an error (ABORTED) and leaves a result that says so and its provenance, unless there
// is a result that is finished or of another run. Result and weights of an earlier process stay
// until this one has others, but not a failure of the same run.
absl::Status TrainByHand(const RunPaths& paths, const std::string& out);

}  // namespace labelrep

#endif  // EXPERIMENTS_TRAIN_TRAIN_BY_HAND_H_
