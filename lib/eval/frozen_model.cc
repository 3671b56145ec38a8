#include "lib/eval/frozen_model.h"

#include <utility>
#include <vector>

#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/isfinite.h"
#include "ATen/ops/zeros.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/status_macros.h"
#include "lib/data/image_set.h"
#include "lib/eval/model_storage.h"

namespace labelrep {
namespace {

constexpr at::MemoryFormat kMemoryFormat = at::MemoryFormat::ChannelsLast;

void Freeze(Classifier& model, at::Device device, at::ScalarType dtype) {
  for (const auto& [name, parameter] : model.Parameters()) parameter.set_requires_grad(false);
  MoveTo(device, model);
  ConvertTo(dtype, model);
  SetMemoryFormat(kMemoryFormat, model);
  model.SetTraining(false);
}

absl::Status CheckOutputs(const ModelView& model, int64_t image_size, const LabelSet& labels) {
  const at::NoGradGuard no_grad;
  const at::Tensor outputs =
      model.Outputs(at::zeros({1, kImageChannels, image_size, image_size},
                              at::TensorOptions(model.device()).dtype(model.dtype())));
  const std::vector<int64_t> expected(labels.shape().begin(), labels.shape().end());
  const std::vector<int64_t> found = outputs.sizes().slice(1).vec();
  if (found != expected) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the model's outputs have shape [", absl::StrJoin(found, ", "), "], but the labels [",
        absl::StrJoin(expected, ", "), "]: take the label set that the model was trained with"));
  }
  if (!at::isfinite(outputs).all().item<bool>()) {
    return absl::InvalidArgumentError(
        "the model's outputs are not finite: are its weights those of a run that diverged?");
  }
  return absl::OkStatus();
}

}  // namespace

FrozenModel::FrozenModel(std::shared_ptr<Classifier> model, LabelTensors labels,
                         Arithmetic arithmetic)
    : ModelView(*model, std::move(labels), kMemoryFormat, arithmetic == Arithmetic::kBfloat16),
      model_(std::move(model)) {}

absl::StatusOr<FrozenModel> FrozenModel::Make(std::shared_ptr<Classifier> model,
                                              const LabelSet& labels, at::Device device,
                                              Arithmetic arithmetic) {
  const at::ScalarType dtype = arithmetic == Arithmetic::kFloat64 ? at::kDouble : at::kFloat;
  Freeze(*model, device, dtype);
  const int64_t image_size = model->image_size();
  FrozenModel frozen(std::move(model), MakeLabelTensors(labels, device, dtype), arithmetic);
  LABELREP_RETURN_IF_ERROR(CheckOutputs(frozen, image_size, labels));
  return frozen;
}

}  // namespace labelrep
