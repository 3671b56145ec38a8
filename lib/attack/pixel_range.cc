#include "lib/attack/pixel_range.h"

#include "ATen/ops/clamp.h"
#include "ATen/ops/full.h"
#include "lib/data/augment.h"
#include "lib/data/image_set.h"

namespace labelrep {
namespace {

at::Tensor NormalizedValues(int64_t pixel, const Normalization& normalization,
                            const at::TensorOptions& options) {
  const at::Tensor image = at::full({1, 1, 1, kImageChannels}, pixel, at::kByte);
  return NormalizeImages(image, normalization, at::MemoryFormat::Contiguous).to(options);
}

}  // namespace

at::Tensor PixelRange::Clamp(const at::Tensor& images) const {
  return at::clamp(images, lowest, highest);
}

PixelRange PixelRangeOf(const Normalization& normalization, const at::TensorOptions& options) {
  return {NormalizedValues(0, normalization, options),
          NormalizedValues(255, normalization, options)};
}

}  // namespace labelrep
