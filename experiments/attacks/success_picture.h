// Adversarial images as a picture: above the image as it was, below it after the attack.
#ifndef EXPERIMENTS_ATTACKS_SUCCESS_PICTURE_H_
#define EXPERIMENTS_ATTACKS_SUCCESS_PICTURE_H_

#include "ATen/core/Tensor.h"
#include "lib/data/normalization.h"
#include "lib/viz/png.h"

namespace labelrep {

// `successes` as KeptImages gives them, ten pairs in a row, each pixel as 2 x 2. What lies outside
// the range of pixels (the release's iterative method leaves it) is shown as black or white.
// Without successes one empty row.
RgbImage DrawSuccesses(const at::Tensor& successes, const Normalization& normalization);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_SUCCESS_PICTURE_H_
