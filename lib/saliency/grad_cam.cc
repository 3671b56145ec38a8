#include "lib/saliency/grad_cam.h"

#include <array>

#include "ATen/TensorOperators.h"
#include "ATen/ops/upsample_bilinear2d.h"

namespace labelrep {
namespace {

// What grad-cam adds to the maximum, so that nothing is divided by 0.
constexpr double kLeast = 1e-7;

}  // namespace

at::Tensor GradCam(const at::Tensor& activations, const at::Tensor& gradients) {
  const at::Tensor weights = gradients.mean({2, 3}, /*keepdim=*/true);
  return activations.mul(weights).sum(1).clamp_min(0);
}

at::Tensor LargestOverChannels(const at::Tensor& gradients) { return gradients.abs().amax(1); }

at::Tensor ScaleToUnit(const at::Tensor& maps) {
  const at::Tensor raised = maps - maps.amin({1, 2}, /*keepdim=*/true);
  return raised.div(raised.amax({1, 2}, /*keepdim=*/true).add(kLeast));
}

at::Tensor ImageMaps(const at::Tensor& maps, int64_t size) {
  const at::Tensor resized =
      at::upsample_bilinear2d(ScaleToUnit(maps).unsqueeze(1), std::array<int64_t, 2>{size, size},
                              /*align_corners=*/false);
  return ScaleToUnit(resized.squeeze(1));
}

}  // namespace labelrep
