// The values that a normalised image can have.
#ifndef LIB_ATTACK_PIXEL_RANGE_H_
#define LIB_ATTACK_PIXEL_RANGE_H_

#include "ATen/core/Tensor.h"
#include "lib/data/normalization.h"

namespace labelrep {

// [1, 3, 1, 1] each, one value a channel: what black (0) and white (255) become.
struct PixelRange {
  at::Tensor lowest;
  at::Tensor highest;

  // `images`, [B, 3, h, w], with what lies outside set to the nearer bound.
  at::Tensor Clamp(const at::Tensor& images) const;
};

// Of the images that NormalizeImages makes, by its own arithmetic: float32 values that no clean
// image passes. In the dtype and on the device of `options`.
PixelRange PixelRangeOf(const Normalization& normalization, const at::TensorOptions& options);

}  // namespace labelrep

#endif  // LIB_ATTACK_PIXEL_RANGE_H_
