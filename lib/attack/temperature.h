// The number that class scores are divided by before a softmax, so that it does not saturate.
#ifndef LIB_ATTACK_TEMPERATURE_H_
#define LIB_ATTACK_TEMPERATURE_H_

#include "ATen/core/Tensor.h"

namespace labelrep {

// The temperature T > 0 that minimises the mean cross entropy of softmax(scores / T) to the images'
// classes, as Guo et al., arXiv:1706.04599, section 4.2, calibrate a classifier. Scores, [N, n],
// are those of a model on N clean images of `classes`, int64 [N], right or wrong.
//
// Minus squared distances to regressed labels grow with the square of the labels' scale: the
// softmax of the scores themselves is 0 or 1 in float32, and its gradient 0. Divided by T, which
// grows with them, they say the same on any scale; logits of a calibrated model have T = 1.
//
// T is within a factor of 32 of the mean difference between an image's two largest scores: where
// every image is decided correctly, no T > 0 is the best. 1 where that difference is 0 or not
// finite. In float64, by 60 halvings.
double FitTemperature(const at::Tensor& scores, const at::Tensor& classes);

}  // namespace labelrep

#endif  // LIB_ATTACK_TEMPERATURE_H_
