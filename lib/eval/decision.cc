#include "lib/eval/decision.h"

#include "ATen/TensorOperators.h"
#include "ATen/ops/addmm.h"

namespace labelrep {

at::Tensor LargestOutput(const at::Tensor& outputs) { return outputs.argmax(1); }

at::Tensor RelativeSquaredDistances(const at::Tensor& outputs, const LabelTensors& labels) {
  const at::Tensor offsets = outputs.flatten(1) - labels.centre;
  return at::addmm(labels.squared_norms, offsets, labels.centred.t(), /*beta=*/1, /*alpha=*/-2);
}

at::Tensor NearestLabel(const at::Tensor& outputs, const LabelTensors& labels) {
  return RelativeSquaredDistances(outputs, labels).argmin(1);
}

at::Tensor WithinThreshold(const at::Tensor& outputs, const at::Tensor& classes,
                           const LabelTensors& labels) {
  // Whatever the label set is trained with.
  const LossFunction loss{.kind = LabelSet::SMOOTH_L1};
  return loss.PerImage(outputs, labels.values.index_select(0, classes)) < labels.threshold.value();
}

at::Tensor Decide(const at::Tensor& outputs, const LabelTensors& labels) {
  return labels.decision == LabelSet::LARGEST_OUTPUT ? LargestOutput(outputs)
                                                     : NearestLabel(outputs, labels);
}

}  // namespace labelrep
