#include "lib/viz/png.h"

#include <png.h>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace labelrep {

absl::StatusOr<std::string> EncodePng(const RgbImage& image) {
  const int64_t expected = image.width * image.height * 3;
  if (image.width < 1 || image.height < 1 ||
      static_cast<int64_t>(image.pixels.size()) != expected) {
    return absl::InvalidArgumentError(absl::StrCat("image of ", image.width, " x ", image.height,
                                                   " pixels: found ", image.pixels.size(),
                                                   " bytes, expected ", expected, " and some"));
  }
  png_image png = {};
  png.version = PNG_IMAGE_VERSION;
  png.width = static_cast<png_uint_32>(image.width);
  png.height = static_cast<png_uint_32>(image.height);
  png.format = PNG_FORMAT_RGB;
  const auto write = [&](void* memory, png_alloc_size_t* size) {
    return png_image_write_to_memory(&png, memory, size, /*convert_to_8_bit=*/0,
                                     image.pixels.data(), /*row_stride=*/0,
                                     /*colormap=*/nullptr) != 0;
  };
  png_alloc_size_t size = 0;
  bool written = write(nullptr, &size);  // asks for the size only
  std::string bytes(size, '\0');
  written = written && write(bytes.data(), &size);
  if (!written) return absl::InternalError(absl::StrCat("libpng: ", png.message));
  bytes.resize(size);
  return bytes;
}

}  // namespace labelrep
