// The model of a run that is not at its end.
#ifndef LIB_TRAIN_CHECKPOINT_WEIGHTS_H_
#define LIB_TRAIN_CHECKPOINT_WEIGHTS_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/safetensors.h"

namespace labelrep {

// Whether a file is a checkpoint (checkpoint.h), by its metadata.
bool IsCheckpoint(const Safetensors& file);

// Of the bytes of a checkpoint, those weights that the last epoch left, not the best ones so far,
// in the form of a run's weights file; its metadata also say "epochs_done". DATA_LOSS naming `name`
// where the bytes are no checkpoint or a damaged one, INVALID_ARGUMENT where the run failed before
// it.
absl::StatusOr<Safetensors> WeightsOfCheckpoint(absl::string_view bytes, absl::string_view name);

}  // namespace labelrep

#endif  // LIB_TRAIN_CHECKPOINT_WEIGHTS_H_
