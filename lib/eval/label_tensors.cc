#include "lib/eval/label_tensors.h"

#include <cstring>

#include "ATen/TensorOperators.h"
#include "ATen/ops/empty.h"

namespace labelrep {

LabelTensors MakeLabelTensors(const LabelSet& labels, at::Device device, at::ScalarType dtype) {
  LabelTensors tensors;
  tensors.loss = {.kind = labels.loss(), .label_smoothing = labels.label_smoothing()};
  tensors.decision = labels.decision();
  if (labels.has_threshold()) tensors.threshold = labels.threshold();

  const int64_t num_classes = labels.class_names_size();
  at::Tensor values = at::empty({num_classes, labels.values_size() / num_classes}, at::kFloat);
  std::memcpy(values.mutable_data_ptr<float>(), labels.values().data(),
              labels.values_size() * sizeof(float));
  values = values.to(dtype);
  // Differences from a short number are exact for short labels, so that their ties stay ties.
  const at::Tensor centre = values.to(at::kDouble).mean(0).to(at::kBFloat16).to(dtype);
  const at::Tensor centred = values - centre;
  tensors.values = values.to(device);
  tensors.centre = centre.to(device);
  tensors.centred = centred.to(device);
  tensors.squared_norms = centred.to(at::kDouble).square().sum(1).to(dtype).to(device);
  return tensors;
}

at::Tensor LabelTensors::Targets(const at::Tensor& classes) const {
  return loss.kind == LabelSet::CROSS_ENTROPY ? classes : values.index_select(0, classes);
}

}  // namespace labelrep
