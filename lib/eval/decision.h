// Which class an output stands for (protocol, "Deciding the class").
#ifndef LIB_EVAL_DECISION_H_
#define LIB_EVAL_DECISION_H_

#include "ATen/core/Tensor.h"
#include "lib/eval/label_tensors.h"

namespace labelrep {

// int64 [B]: the index of the largest of n outputs, float32 [B, n]. A tie goes to the lower index.
at::Tensor LargestOutput(const at::Tensor& outputs);

// float32 [B, n]: |o - l|^2 - |o - centre|^2 for every output o, float32 [B, ...] of D elements
// each, and label l. In the order of the mean squared distances, from one matrix product; outputs
// and labels are centred near the mean label, because large common parts would cancel badly.
at::Tensor RelativeSquaredDistances(const at::Tensor& outputs, const LabelTensors& labels);

// int64 [B]: the class with the smallest mean squared distance. A tie goes to the lower index.
at::Tensor NearestLabel(const at::Tensor& outputs, const LabelTensors& labels);

// bool [B]: whether the smooth L1 loss of each output to the label of its class, int64 [B], is
// below the label set's threshold, which must be there.
at::Tensor WithinThreshold(const at::Tensor& outputs, const at::Tensor& classes,
                           const LabelTensors& labels);

// int64 [B], by the label set's own decision rule.
at::Tensor Decide(const at::Tensor& outputs, const LabelTensors& labels);

}  // namespace labelrep

#endif  // LIB_EVAL_DECISION_H_
