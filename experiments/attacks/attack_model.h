// What is done to a trained model: an attack, or the images that mislead another model.
#ifndef EXPERIMENTS_ATTACKS_ATTACK_MODEL_H_
#define EXPERIMENTS_ATTACKS_ATTACK_MODEL_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "ATen/core/Tensor.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "experiments/attacks/attack_spec.pb.h"
#include "experiments/measure/loaded_model.h"
#include "experiments/measure/measure_model.h"
#include "lib/eval/frozen_model.h"
#include "lib/eval/model_view.h"
#include "lib/run/run_device.h"
#include "results/attack.pb.h"
#include "results/run.pb.h"

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

// Attacks, after ValidateAttackRecipe (lib/attack/attack_recipe.h). Sets the result but for what
// SetMeasuredModel sets, and the job's side files; an error leaves the result as it is. `progress`
// is called with images done and images in all.
absl::StatusOr<Provenance::Segment> Attack(const LoadedModel& loaded, const AttackJob& job,
                                           const std::function<void(int64_t, int64_t)>& progress,
                                           PreparedModel& prepared, AttackResult& result,
                                           SideFiles& files);

// The result of the images of the attack `source` on another model, before they are tried.
AttackResult AskedTransfer(const AttackResult& source);

// What `images`, float32 [E, N, 3, h, w], do to `model`, which is made of `loaded`. They came of
// the attack `source` on another model at its E epsilons, and are the first N of the same test
// split; images that misled nobody are as they were. The result is that of such an attack, with
// `transferred_from`, but for what SetMeasuredModel sets. FAILED_PRECONDITION for images of another
// test split, INVALID_ARGUMENT for images of another shape.
absl::StatusOr<AttackResult> Transfer(const LoadedModel& loaded, const ModelView& model,
                                      const AttackResult& source, const at::Tensor& images);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_ATTACK_MODEL_H_
