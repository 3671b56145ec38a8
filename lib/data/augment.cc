#include "lib/data/augment.h"

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"

namespace labelrep {

at::Tensor PadImages(const ImageSet& images) {
  const int64_t size = images.image_size;
  const int64_t n = static_cast<int64_t>(images.pixels.size()) / images.image_bytes();
  TORCH_CHECK(n * images.image_bytes() == static_cast<int64_t>(images.pixels.size()),
              "whole images expected");
  const at::Tensor pixels = at::from_blob(const_cast<uint8_t*>(images.pixels.data()),
                                          {n, kImageChannels, size, size}, at::kByte);
  const int64_t padded_size = size + 2 * kImagePadding;
  at::Tensor padded = at::zeros({n, padded_size, padded_size, kImageChannels}, at::kByte);
  padded.narrow(1, kImagePadding, size)
      .narrow(2, kImagePadding, size)
      .copy_(pixels.permute({0, 2, 3, 1}));
  return padded;
}

at::Tensor CropAndFlip(const at::Tensor& padded, const at::Tensor& indices, const Crops& crops) {
  const int64_t batch = indices.size(0);
  const int64_t padded_size = padded.size(1);
  const int64_t size = padded_size - 2 * kImagePadding;
  const at::Tensor steps = at::arange(size, indices.options());
  const at::Tensor rows = crops.rows.unsqueeze(1) + steps;
  // Column j of a mirrored crop is column size - 1 - j of the crop.
  const at::Tensor flips = crops.flips.unsqueeze(1);
  const at::Tensor columns =
      crops.columns.unsqueeze(1) + flips * (size - 1) + (1 - 2 * flips) * steps;
  const at::Tensor places =
      ((indices.unsqueeze(1) * padded_size + rows) * padded_size).unsqueeze(2) +
      columns.unsqueeze(1);
  return padded.view({-1, kImageChannels})
      .index_select(0, places.view({-1}))
      .view({batch, size, size, kImageChannels});
}

at::Tensor NormalizationFactors(const Normalization& normalization, int64_t width,
                                at::Device device) {
  // The channels' factors repeated over a row of pixels: loops of 96 run faster than loops of 3.
  const int64_t row = width * kImageChannels;
  at::Tensor factors = at::empty({2, row}, at::kFloat);
  auto values = factors.accessor<float, 2>();
  for (int64_t i = 0; i < row; ++i) {
    const int64_t channel = i % kImageChannels;
    values[0][i] = 1 / (255 * normalization.std[channel]);
    values[1][i] = -normalization.mean[channel] / normalization.std[channel];
  }
  return factors.to(device);
}

at::Tensor NormalizeImages(const at::Tensor& pixels, const Normalization& normalization,
                           at::MemoryFormat memory_format) {
  return NormalizeImages(
      pixels, NormalizationFactors(normalization, pixels.size(2), pixels.device()), memory_format);
}

at::Tensor NormalizeImages(const at::Tensor& pixels, const at::Tensor& factors,
                           at::MemoryFormat memory_format) {
  at::Tensor rows = pixels.reshape({-1, factors.size(1)}).to(at::kFloat);
  rows.mul_(factors[0]).add_(factors[1]);
  return rows.view(pixels.sizes()).permute({0, 3, 1, 2}).contiguous(memory_format);
}

}  // namespace labelrep
