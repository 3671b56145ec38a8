// Grad-CAM (Selvaraju et al. 2017, arXiv:1610.02391, equations 1 and 2): where in an image the
// activations lie that raise a score. Maps are made as those of PyPI's grad-cam are.
#ifndef LIB_SALIENCY_GRAD_CAM_H_
#define LIB_SALIENCY_GRAD_CAM_H_

#include <cstdint>

#include "ATen/core/Tensor.h"

namespace labelrep {

// [N, h, w]: of each image the sum of its activations' channels, [N, c, h, w], each weighted by the
// mean of the score's gradient to it, [N, c, h, w] too; what is below 0 becomes 0.
at::Tensor GradCam(const at::Tensor& activations, const at::Tensor& gradients);

// [N, h, w]: the largest absolute value over the channels of the gradients to images, [N, 3, h, w]
// (Simonyan et al. 2013, arXiv:1312.6034, section 3.1).
at::Tensor LargestOverChannels(const at::Tensor& gradients);

// Each of the maps, [N, h, w], scaled from its own minimum and maximum to [0, 1]; 0 throughout for
// one that is the same everywhere.
at::Tensor ScaleToUnit(const at::Tensor& maps);

// [N, size, size] of maps [N, h, w], not larger: scaled to [0, 1], resized bilinearly (pixels are
// squares, the outermost samples hold to the edge), and scaled to [0, 1] again.
at::Tensor ImageMaps(const at::Tensor& maps, int64_t size);

}  // namespace labelrep

#endif  // LIB_SALIENCY_GRAD_CAM_H_
