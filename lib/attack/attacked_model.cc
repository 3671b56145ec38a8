#include "lib/attack/attacked_model.h"

#include <utility>
#include <vector>

#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/isfinite.h"
#include "ATen/ops/zeros.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/data/image_set.h"
#include "lib/eval/autocast.h"
#include "lib/eval/classifier.h"
#include "lib/eval/decision.h"
#include "lib/eval/loss.h"
#include "lib/eval/model_storage.h"

namespace labelrep {
namespace {

void PrepareModel(Classifier& model, at::Device device, at::ScalarType dtype) {
  for (const auto& [name, parameter] : model.Parameters()) parameter.set_requires_grad(false);
  MoveTo(device, model);
  ConvertTo(dtype, model);
  SetMemoryFormat(at::MemoryFormat::ChannelsLast, model);
  model.SetTraining(false);
}

absl::Status CheckOutputs(const AttackedModel& model, const LabelSet& labels) {
  const at::NoGradGuard no_grad;
  const at::Tensor outputs =
      model.Outputs(at::zeros({1, kImageChannels, kImageSize, kImageSize},
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

AttackedModel::AttackedModel(std::shared_ptr<Classifier> model, LabelTensors labels,
                             Arithmetic arithmetic)
    : model_(std::move(model)), labels_(std::move(labels)), arithmetic_(arithmetic) {}

absl::StatusOr<AttackedModel> AttackedModel::Make(std::shared_ptr<Classifier> model,
                                                  const LabelSet& labels, at::Device device,
                                                  Arithmetic arithmetic) {
  const at::ScalarType dtype = arithmetic == Arithmetic::kFloat64 ? at::kDouble : at::kFloat;
  PrepareModel(*model, device, dtype);
  AttackedModel attacked(std::move(model), MakeLabelTensors(labels, device, dtype), arithmetic);
  if (absl::Status status = CheckOutputs(attacked, labels); !status.ok()) return status;
  return attacked;
}

at::Tensor AttackedModel::Outputs(const at::Tensor& images) const {
  const AutocastScope autocast(device().type(), arithmetic_ == Arithmetic::kBfloat16);
  return model_->Forward(images.contiguous(at::MemoryFormat::ChannelsLast)).to(dtype());
}

at::Tensor AttackedModel::Losses(const at::Tensor& outputs, const at::Tensor& classes) const {
  return LabelLosses(outputs, classes, labels_);
}

at::Tensor AttackedModel::ClassScores(const at::Tensor& outputs) const {
  if (labels_.decision == LabelSet::LARGEST_OUTPUT) return outputs;
  return -RelativeSquaredDistances(outputs, labels_);
}

at::Tensor AttackedModel::Decide(const at::Tensor& outputs) const {
  return labelrep::Decide(outputs, labels_);
}

}  // namespace labelrep
