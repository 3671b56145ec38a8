// PNG files of images, by libpng.
#ifndef LIB_VIZ_PNG_H_
#define LIB_VIZ_PNG_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace labelrep {

struct RgbImage {
  int64_t width = 0;                 // pixels
  int64_t height = 0;                // pixels
  std::vector<uint8_t> pixels = {};  // [height, width, 3]
};

// An image of few colours, whose file is about a third as large.
struct IndexedImage {
  int64_t width = 0;                  // pixels
  int64_t height = 0;                 // pixels
  std::vector<uint8_t> pixels = {};   // [height, width], into palette
  std::vector<uint8_t> palette = {};  // [colours, 3], of at most 256
};

// The bytes of the file; the same image gives the same bytes. INVALID_ARGUMENT for an image without
// pixels, or with a number of bytes that is not height * width * 3, or without the 3, and for a
// pixel or number of colours that does not fit the palette.
absl::StatusOr<std::string> EncodePng(const RgbImage& image);
absl::StatusOr<std::string> EncodePng(const IndexedImage& image);

}  // namespace labelrep

#endif  // LIB_VIZ_PNG_H_
