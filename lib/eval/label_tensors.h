// A label set as tensors on the device of a run: what losses and decisions compare outputs with,
// and which class has which target.
#ifndef LIB_EVAL_LABEL_TENSORS_H_
#define LIB_EVAL_LABEL_TENSORS_H_

#include <optional>

#include "ATen/core/Tensor.h"
#include "c10/core/Device.h"
#include "c10/core/ScalarType.h"
#include "lib/eval/loss.h"
#include "results/label_set.pb.h"

namespace labelrep {

// n classes; one label has D elements. All tensors are of one dtype on one device.
struct LabelTensors {
  LossFunction loss;
  LabelSet::Decision decision = LabelSet::DECISION_UNSPECIFIED;
  std::optional<double> threshold;  // smooth L1 loss to the true label

  at::Tensor values;         // [n, D]
  at::Tensor centre;         // [D], the mean over the classes, rounded to 8 bits
  at::Tensor centred;        // [n, D], values - centre
  at::Tensor squared_norms;  // [n], of centred

  // What the loss compares outputs with for classes, int64 [B]: the classes themselves where the
  // loss takes class indices, else their labels' values, [B, D].
  at::Tensor Targets(const at::Tensor& classes) const;

  int64_t num_classes() const { return values.size(0); }
};

// `labels` has passed ValidateLabelSet. kFloat, or kDouble to compare float64 outputs with.
LabelTensors MakeLabelTensors(const LabelSet& labels, at::Device device,
                              at::ScalarType dtype = at::kFloat);

}  // namespace labelrep

#endif  // LIB_EVAL_LABEL_TENSORS_H_
