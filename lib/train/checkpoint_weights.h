// The model of a run that is not at its end.
#ifndef LIB_TRAIN_CHECKPOINT_WEIGHTS_H_
#define LIB_TRAIN_CHECKPOINT_WEIGHTS_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/safetensors.h"

namespace labelrep {

// Whether a file is a checkpoint (checkpoint.h), by its metadata.
bool IsCheckpoint(const Safetensors& file);

// Those weights that the last epoch left, not the best ones so far.
struct CheckpointWeights {
  Safetensors weights;  // in the form of a run's weights file
  int32_t epochs = 0;   // that they were trained for
};

// Of the bytes of a checkpoint. DATA_LOSS naming `name` where they are none or a damaged one,
// INVALID_ARGUMENT where the run failed before it.
absl::StatusOr<CheckpointWeights> WeightsOfCheckpoint(absl::string_view bytes,
                                                      absl::string_view name);

}  // namespace labelrep

#endif  // LIB_TRAIN_CHECKPOINT_WEIGHTS_H_
