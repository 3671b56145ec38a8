// A run's state between two epochs, in a .safetensors file.
//
// Metadata: "format", "recipe_sha256", "progress" (RunResult in text form: the inputs' digests, the
// epochs so far, the best of them, a failure), and "content_sha256", of all else in the file.
// Tensors: "weights/<name>" and "best/<name>", names as in the module tree, and what the stepper
// keeps (Stepper::State), such as "momentum/<name>". A failed run's checkpoint has no tensors: it
// hands the failure on to the segments after it. Same state, same bytes: there is nothing of time
// or place in it.
#ifndef LIB_TRAIN_CHECKPOINT_H_
#define LIB_TRAIN_CHECKPOINT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/named_tensors.h"
#include "results/run.pb.h"

namespace labelrep {

struct Checkpoint {
  RunResult progress;
  // On the CPU when decoded; on any device to be encoded.
  NamedTensors weights;
  NamedTensors stepper_state;  // other names than weights/ and best/ begin with
  NamedTensors best_weights;
};

std::string EncodeCheckpoint(const Checkpoint& checkpoint);

// DATA_LOSS naming `name` where the bytes are no checkpoint or a damaged one: a run cannot go on
// from them, but can be trained from its start.
absl::StatusOr<Checkpoint> DecodeCheckpoint(absl::string_view bytes, absl::string_view name);

// FAILED_PRECONDITION naming `name` and the first difference unless the checkpoint is of the run
// that `expected` (recipe_sha256, train_data_sha256, labels_sha256) says.
absl::Status CheckSameRun(const RunResult& progress, const RunResult& expected,
                          absl::string_view name);

// Copies `from` into tensors of the same names and shapes. INVALID_ARGUMENT naming `name` and the
// tensor where one is missing, left over, or of another shape or dtype.
absl::Status CopyTensors(const NamedTensors& from, const NamedTensors& to, absl::string_view name);

}  // namespace labelrep

#endif  // LIB_TRAIN_CHECKPOINT_H_
