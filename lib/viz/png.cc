#include "lib/viz/png.h"

#include <png.h>

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

absl::Status CheckSize(int64_t width, int64_t height, size_t bytes, int64_t bytes_of_pixel) {
  const int64_t expected = width * height * bytes_of_pixel;
  if (width >= 1 && height >= 1 && static_cast<int64_t>(bytes) == expected) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat("image of ", width, " x ", height,
                                                 " pixels: found ", bytes, " bytes, expected ",
                                                 expected, " and some"));
}

// `palette`: of `colors` colours; null where pixels have their own.
absl::StatusOr<std::string> Encode(int64_t width, int64_t height, const uint8_t* pixels,
                                   const uint8_t* palette, size_t colors) {
  png_image png = {};
  png.version = PNG_IMAGE_VERSION;
  png.width = static_cast<png_uint_32>(width);
  png.height = static_cast<png_uint_32>(height);
  png.format = palette == nullptr ? PNG_FORMAT_RGB : PNG_FORMAT_RGB_COLORMAP;
  png.colormap_entries = static_cast<png_uint_32>(colors);
  const auto write = [&](void* memory, png_alloc_size_t* size) {
    return png_image_write_to_memory(&png, memory, size, /*convert_to_8_bit=*/0, pixels,
                                     /*row_stride=*/0, palette) != 0;
  };
  png_alloc_size_t size = 0;
  bool written = write(nullptr, &size);  // asks for the size only
  std::string bytes(size, '\0');
  written = written && write(bytes.data(), &size);
  if (!written) return absl::InternalError(absl::StrCat("libpng: ", png.message));
  bytes.resize(size);
  return bytes;
}

}  // namespace

absl::StatusOr<std::string> EncodePng(const RgbImage& image) {
  LABELREP_RETURN_IF_ERROR(CheckSize(image.width, image.height, image.pixels.size(), 3));
  return Encode(image.width, image.height, image.pixels.data(), nullptr, 0);
}

absl::StatusOr<std::string> EncodePng(const IndexedImage& image) {
  LABELREP_RETURN_IF_ERROR(CheckSize(image.width, image.height, image.pixels.size(), 1));
  const size_t colors = image.palette.size() / 3;
  const uint8_t largest = *std::max_element(image.pixels.begin(), image.pixels.end());
  if (image.palette.size() % 3 != 0 || colors > 256 || largest >= colors) {
    return absl::InvalidArgumentError(absl::StrCat("palette of ", image.palette.size(),
                                                   " bytes: expected 3 for each of at most 256 "
                                                   "colours, of which a pixel has number ",
                                                   int{largest}));
  }
  return Encode(image.width, image.height, image.pixels.data(), image.palette.data(), colors);
}

}  // namespace labelrep
