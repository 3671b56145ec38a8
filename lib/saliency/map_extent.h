// How tightly a saliency map holds to a part of the image: numbers beside a picture.
#ifndef LIB_SALIENCY_MAP_EXTENT_H_
#define LIB_SALIENCY_MAP_EXTENT_H_

#include "ATen/core/Tensor.h"

namespace labelrep {

// [N], in (0, 1]: the share of each image that its map, [N, h, w] and nowhere below 0, covers:
// (sum of m)^2 / (h w sum of m^2), which is 1 for a map that is the same everywhere, and k / (h w)
// for one that is the same on k pixels and 0 elsewhere. 0 for a map that is 0 everywhere.
at::Tensor CoveredShares(const at::Tensor& maps);

// [N], in [0, 1]: the share of each map's sum that lies in the middle of the image, the box of half
// its height and half its width (h and w are multiples of 4): 0.25 of a map that is the same
// everywhere. 0 for a map that is 0 everywhere.
at::Tensor CentralShares(const at::Tensor& maps);

}  // namespace labelrep

#endif  // LIB_SALIENCY_MAP_EXTENT_H_
