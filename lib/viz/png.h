// PNG files of RGB images, by libpng.
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

// The bytes of the file; the same image gives the same bytes. INVALID_ARGUMENT for an image without
// pixels, or with a number of bytes that is not height * width * 3.
absl::StatusOr<std::string> EncodePng(const RgbImage& image);

}  // namespace labelrep

#endif  // LIB_VIZ_PNG_H_
