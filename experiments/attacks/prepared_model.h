// A trained model made ready to be attacked.
#ifndef EXPERIMENTS_ATTACKS_PREPARED_MODEL_H_
#define EXPERIMENTS_ATTACKS_PREPARED_MODEL_H_

#include <cstdint>
#include <optional>

#include "ATen/core/Tensor.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "experiments/measure/loaded_model.h"
#include "lib/eval/frozen_model.h"
#include "lib/run/run_device.h"
#include "results/attack.pb.h"

namespace labelrep {

// The model on a device, with batch norm folded.
absl::StatusOr<FrozenModel> MakeFrozenModel(const LoadedModel& loaded, at::Device device,
                                            Arithmetic arithmetic);

// One model for several recipes, made anew only where they differ in device, threads or precision.
class PreparedModel {
 public:
  // `loaded` is the same in every call. Errors as of RunDevice::Acquire and MakeFrozenModel.
  absl::Status Prepare(const LoadedModel& loaded, const AttackRecipe& recipe);

  // Of the last Prepare.
  const FrozenModel& model() const { return *model_; }
  const RunDevice& device() const { return *device_; }

 private:
  AttackRecipe recipe_;
  std::optional<RunDevice> device_;
  std::optional<FrozenModel> model_;
};

// float32 [count, 3, 32, 32]: the first images of the test split, normalised, row-major on the CPU.
at::Tensor CleanImages(const LoadedModel& loaded, int64_t count);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_PREPARED_MODEL_H_
