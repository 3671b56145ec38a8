#include "experiments/attacks/prepared_model.h"

#include <memory>
#include <utility>
#include <vector>

#include "ATen/ops/cat.h"
#include "lib/base/status_macros.h"
#include "lib/base/torch_status.h"
#include "lib/data/resident_data.h"
#include "models/fold_batch_norm.h"

namespace labelrep {

absl::StatusOr<FrozenModel> MakeFrozenModel(const LoadedModel& loaded, at::Device device,
                                            Arithmetic arithmetic) {
  LABELREP_ASSIGN_OR_RETURN(const std::shared_ptr<Classifier> model, loaded.MakeClassifier());
  std::optional<FrozenModel> frozen;
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("preparing the model", [&]() -> absl::Status {
    FoldBatchNorm(*model);
    LABELREP_ASSIGN_OR_RETURN(frozen, FrozenModel::Make(model, loaded.labels, device, arithmetic));
    return absl::OkStatus();
  }));
  return *std::move(frozen);
}

absl::Status PreparedModel::Prepare(const LoadedModel& loaded, const AttackRecipe& recipe) {
  if (model_.has_value() && recipe.device() == recipe_.device() &&
      recipe.threads() == recipe_.threads() && recipe.precision() == recipe_.precision()) {
    return absl::OkStatus();
  }
  model_.reset();
  // A GPU is given back before another is asked for.
  device_.reset();
  LABELREP_ASSIGN_OR_RETURN(RunDevice device, RunDevice::Acquire({.device = recipe.device(),
                                                                  .threads = recipe.threads()}));
  device_.emplace(std::move(device));
  LABELREP_ASSIGN_OR_RETURN(
      FrozenModel model,
      MakeFrozenModel(loaded, device_->device(),
                      recipe.precision() == Recipe::BF16_AUTOCAST ? Arithmetic::kBfloat16
                                                                  : Arithmetic::kFloat32));
  model_.emplace(std::move(model));
  recipe_ = recipe;
  return absl::OkStatus();
}

at::Tensor CleanImages(const LoadedModel& loaded, int64_t count) {
  const Batches batches = Batches::InOrder(ResidentImages(loaded.test, at::kCPU),
                                           {.normalization = loaded.normalization});
  std::vector<at::Tensor> parts;
  for (int64_t i = 0, images = 0; images < count; ++i) {
    parts.push_back(batches.Get(i).images.contiguous());
    images += parts.back().size(0);
  }
  return at::cat(parts).narrow(0, 0, count);
}

}  // namespace labelrep
