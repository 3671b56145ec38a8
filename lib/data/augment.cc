#include "lib/data/augment.h"

#include <array>

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"

namespace labelrep {

at::Tensor PadImages(const std::vector<uint8_t>& pixels) {
  const int64_t n = static_cast<int64_t>(pixels.size()) / kImageBytes;
  TORCH_CHECK(n * kImageBytes == static_cast<int64_t>(pixels.size()), "whole images expected");
  const at::Tensor images = at::from_blob(const_cast<uint8_t*>(pixels.data()),
                                          {n, kImageChannels, kImageSize, kImageSize}, at::kByte);
  at::Tensor padded = at::zeros({n, kPaddedSize, kPaddedSize, kImageChannels}, at::kByte);
  padded.narrow(1, kImagePadding, kImageSize)
      .narrow(2, kImagePadding, kImageSize)
      .copy_(images.permute({0, 2, 3, 1}));
  return padded;
}

at::Tensor CropAndFlip(const at::Tensor& padded, const at::Tensor& indices, const Crops& crops) {
  const int64_t batch = indices.size(0);
  const at::Tensor steps = at::arange(kImageSize, indices.options());
  const at::Tensor rows = crops.rows.unsqueeze(1) + steps;
  // Column j of a mirrored crop is column 31 - j of the crop.
  const at::Tensor flips = crops.flips.unsqueeze(1);
  const at::Tensor columns =
      crops.columns.unsqueeze(1) + flips * (kImageSize - 1) + (1 - 2 * flips) * steps;
  const at::Tensor places =
      ((indices.unsqueeze(1) * kPaddedSize + rows) * kPaddedSize).unsqueeze(2) +
      columns.unsqueeze(1);
  return padded.view({-1, kImageChannels})
      .index_select(0, places.view({-1}))
      .view({batch, kImageSize, kImageSize, kImageChannels});
}

at::Tensor NormalizeImages(const at::Tensor& pixels, const Normalization& normalization,
                           at::MemoryFormat memory_format) {
  const at::TensorOptions on_device = pixels.options().dtype(at::kFloat);
  std::array<float, kImageChannels> scale, shift;
  for (int i = 0; i < kImageChannels; ++i) {
    scale[i] = 1 / (255 * normalization.std[i]);
    shift[i] = -normalization.mean[i] / normalization.std[i];
  }
  const at::Tensor scales = at::from_blob(scale.data(), {3}, at::kFloat).to(on_device);
  const at::Tensor shifts = at::from_blob(shift.data(), {3}, at::kFloat).to(on_device);
  return pixels.to(at::kFloat)
      .mul_(scales)
      .add_(shifts)
      .permute({0, 3, 1, 2})
      .contiguous(memory_format);
}

}  // namespace labelrep
