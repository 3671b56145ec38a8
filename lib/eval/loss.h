// The losses that models are trained with; attacks take their gradient to the images.
#ifndef LIB_EVAL_LOSS_H_
#define LIB_EVAL_LOSS_H_

#include "ATen/core/Tensor.h"
#include "lib/eval/label_tensors.h"

namespace labelrep {

// The label set's loss, a scalar, mean over the batch: cross entropy with the label set's
// smoothing, or smooth L1 (beta 1, mean over all elements) to the label of each image's class.
//   outputs: [B, n] or [B, h, w], floating; bfloat16 is widened to float32 before the loss
//   classes: int64 [B]
// For float64 outputs `labels.values` must be float64 too.
at::Tensor LabelLoss(const at::Tensor& outputs, const at::Tensor& classes,
                     const LabelTensors& labels);

// The same for each image on its own, [B], whose mean is LabelLoss.
at::Tensor LabelLosses(const at::Tensor& outputs, const at::Tensor& classes,
                       const LabelTensors& labels);

}  // namespace labelrep

#endif  // LIB_EVAL_LOSS_H_
