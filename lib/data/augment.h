// From stored pixels to what a model takes, for a whole batch at once.
#ifndef LIB_DATA_AUGMENT_H_
#define LIB_DATA_AUGMENT_H_

#include <cstdint>

#include "ATen/core/Tensor.h"
#include "lib/data/image_set.h"
#include "lib/data/normalization.h"

namespace labelrep {

// Zeros (black) around every stored image.
inline constexpr int kImagePadding = 4;

// uint8 [N, s + 8, s + 8, 3] on the CPU from the set's pixels, s its image_size.
at::Tensor PadImages(const ImageSet& images);

// One crop for each image of a batch. All three are [B] and on one device.
struct Crops {
  at::Tensor rows;     // int64, 0 to 8: first row of the padded image; 4 is the middle
  at::Tensor columns;  // int64, 0 to 8
  at::Tensor flips;    // int64, 1 where the crop is mirrored left to right, else 0
};

// uint8 [B, s, s, 3]: the crops of images `indices` (int64 [B]) of `padded` (uint8
// [N, s + 8, s + 8, 3]), all on one device.
at::Tensor CropAndFlip(const at::Tensor& padded, const at::Tensor& indices, const Crops& crops);

// What NormalizeImages multiplies with and adds, float32 [2, 3 * width] on that device.
at::Tensor NormalizationFactors(const Normalization& normalization, int64_t width,
                                at::Device device);

// (pixel / 255 - mean) / std as float32 [B, 3, h, w] in that memory format, from uint8
// [B, h, w, 3].
at::Tensor NormalizeImages(const at::Tensor& pixels, const Normalization& normalization,
                           at::MemoryFormat memory_format);
// The same with factors that are made once.
at::Tensor NormalizeImages(const at::Tensor& pixels, const at::Tensor& factors,
                           at::MemoryFormat memory_format);

}  // namespace labelrep

#endif  // LIB_DATA_AUGMENT_H_
