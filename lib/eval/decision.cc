#include "lib/eval/decision.h"

#include "ATen/TensorOperators.h"
#include "ATen/ops/addmm.h"
#include "ATen/ops/smooth_l1_loss.h"

namespace labelrep {

at::Tensor LargestOutput(const at::Tensor& outputs) { return outputs.argmax(1); }

at::Tensor RelativeSquaredDistances(const at::Tensor& outputs, const LabelTensors& labels) {
  const at::Tensor offsets = outputs.flatten(1) - labels.centre;
  return at::addmm(labels.squared_norms, offsets, labels.centred.t(), /*beta=*/1, /*alpha=*/-2);
}

at::Tensor NearestLabel(const at::Tensor& outputs, const LabelTensors& labels) {
  return RelativeSquaredDistances(outputs, labels).argmin(1);
}

at::Tensor LossToTrueLabel(const at::Tensor& outputs, const at::Tensor& classes,
                           const LabelTensors& labels) {
  const at::Tensor targets = labels.values.index_select(0, classes);
  return at::smooth_l1_loss(outputs.flatten(1), targets, at::Reduction::None).mean(1);
}

at::Tensor WithinThreshold(const at::Tensor& outputs, const at::Tensor& classes,
                           const LabelTensors& labels) {
  return LossToTrueLabel(outputs, classes, labels) < labels.threshold.value();
}

at::Tensor Decide(const at::Tensor& outputs, const LabelTensors& labels) {
  return labels.decision == LabelSet::LARGEST_OUTPUT ? LargestOutput(outputs)
                                                     : NearestLabel(outputs, labels);
}

}  // namespace labelrep
