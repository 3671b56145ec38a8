#include "lib/eval/model_view.h"

#include <utility>

#include "ATen/TensorOperators.h"
#include "lib/eval/autocast.h"
#include "lib/eval/decision.h"

namespace labelrep {

ModelView::ModelView(Classifier& model, LabelTensors labels, at::MemoryFormat memory_format,
                     bool bf16_autocast)
    : model_(&model),
      labels_(std::move(labels)),
      memory_format_(memory_format),
      bf16_autocast_(bf16_autocast) {}

at::Tensor ModelView::Outputs(const at::Tensor& images) const {
  const AutocastScope autocast(device().type(), bf16_autocast_);
  return model_->Forward(images.contiguous(memory_format_)).to(dtype());
}

at::Tensor ModelView::Losses(const at::Tensor& outputs, const at::Tensor& targets) const {
  return labels_.loss.PerImage(outputs, targets);
}

at::Tensor ModelView::LossesWithoutSmoothing(const at::Tensor& outputs,
                                             const at::Tensor& targets) const {
  return LossFunction{labels_.loss.kind}.PerImage(outputs, targets);
}

at::Tensor ModelView::ClassScores(const at::Tensor& outputs) const {
  if (labels_.decision == LabelSet::LARGEST_OUTPUT) return outputs;
  return -RelativeSquaredDistances(outputs, labels_);
}

at::Tensor ModelView::Decide(const at::Tensor& outputs) const {
  return labelrep::Decide(outputs, labels_);
}

}  // namespace labelrep
