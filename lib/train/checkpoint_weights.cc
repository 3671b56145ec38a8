#include "lib/train/checkpoint_weights.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/base/tensor_array.h"
#include "lib/run/weights_metadata.h"
#include "lib/train/checkpoint.h"

namespace labelrep {

bool IsCheckpoint(const Safetensors& file) {
  const auto format = file.metadata.find("format");
  return format != file.metadata.end() && absl::StartsWith(format->second, "labelrep checkpoint ");
}

absl::StatusOr<CheckpointWeights> WeightsOfCheckpoint(absl::string_view bytes,
                                                      absl::string_view name) {
  LABELREP_ASSIGN_OR_RETURN(const Checkpoint checkpoint, DecodeCheckpoint(bytes, name));
  if (checkpoint.progress.has_failure()) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": the run failed before this checkpoint, which has no weights: ",
                     checkpoint.progress.failure().message()));
  }
  CheckpointWeights result;
  result.epochs = checkpoint.progress.epochs_size();
  result.weights.metadata = WeightsMetadata(checkpoint.progress);
  for (const auto& [tensor_name, tensor] : checkpoint.weights) {
    result.weights.tensors.emplace_back(tensor_name, ArrayFromTensor(tensor));
  }
  return result;
}

}  // namespace labelrep
