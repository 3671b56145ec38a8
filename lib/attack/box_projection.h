// The nearest point of a hyperplane inside a box, in the L-infinity norm.
#ifndef LIB_ATTACK_BOX_PROJECTION_H_
#define LIB_ATTACK_BOX_PROJECTION_H_

#include "ATen/core/Tensor.h"

namespace labelrep {

// For each of K points x, [K, ...] of any shape, the change d of the smallest largest element with
// <weights, d> = `amounts`, [K], and lowest <= x + d <= highest. Where the box has no such point,
// every element that counts is at the bound that comes nearest to it. An element of weight 0 does
// not change. The bounds have a shape that broadcasts to that of the points; a point that is
// outside of them counts as on them. Computed in float64, returned in the points' dtype. Reference:
// Croce & Hein, arXiv:1907.02044, section 2.2.
at::Tensor SmallestChange(const at::Tensor& points, const at::Tensor& lowest,
                          const at::Tensor& highest, const at::Tensor& weights,
                          const at::Tensor& amounts);

}  // namespace labelrep

#endif  // LIB_ATTACK_BOX_PROJECTION_H_
