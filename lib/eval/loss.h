// The losses that models are trained with; attacks take their gradient to the images.
#ifndef LIB_EVAL_LOSS_H_
#define LIB_EVAL_LOSS_H_

#include "ATen/core/Tensor.h"
#include "results/label_set.pb.h"

namespace labelrep {

// Compares outputs, floating [B, ...] of D elements an image, with a target for each image. Of
// bfloat16 outputs those in float32 are compared.
//   CROSS_ENTROPY: targets int64 [B], class indices, or floating [B, D], probabilities of classes.
//   SMOOTH_L1 (beta 1, mean over an image's elements): targets [B, ...] of D elements an image and
//     of the outputs' dtype.
// Throws c10::Error where shapes do not fit.
struct LossFunction {
  LabelSet::Loss kind = LabelSet::LOSS_UNSPECIFIED;
  double label_smoothing = 0;  // of cross entropy: the share that all classes get alike, in [0, 1)

  // A scalar, the mean over the batch.
  at::Tensor Mean(const at::Tensor& outputs, const at::Tensor& targets) const;

  // Of each image on its own, [B]; their mean is Mean.
  at::Tensor PerImage(const at::Tensor& outputs, const at::Tensor& targets) const;
};

}  // namespace labelrep

#endif  // LIB_EVAL_LOSS_H_
