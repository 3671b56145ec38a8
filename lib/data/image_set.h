// Labelled images in memory, as the data set's files hold them. Knows nothing of libtorch.
#ifndef LIB_DATA_IMAGE_SET_H_
#define LIB_DATA_IMAGE_SET_H_

#include <cstdint>
#include <string>
#include <vector>

namespace labelrep {

inline constexpr int kImageChannels = 3;  // red, green, blue

// Of an image of that height and width in pixels.
constexpr int64_t ImageBytes(int64_t image_size) {
  return kImageChannels * image_size * image_size;
}

// Those of a data set that says nothing else.
inline constexpr int kCifarImageSize = 32;
inline constexpr int kCifarImageBytes = ImageBytes(kCifarImageSize);

struct ImageSet {
  // [image, channel, row, column], 0-255.
  std::vector<uint8_t> pixels;
  std::vector<int32_t> labels;  // class index of each image
  // Over the records in the order in which they stand here.
  std::string sha256;
  int64_t image_size = kCifarImageSize;  // pixels, height and width of every image

  int64_t size() const { return static_cast<int64_t>(labels.size()); }
  int64_t image_bytes() const { return ImageBytes(image_size); }
};

struct Dataset {
  std::vector<std::string> class_names;
  ImageSet train;  // training and validation images; see split.h
  ImageSet test;
};

}  // namespace labelrep

#endif  // LIB_DATA_IMAGE_SET_H_
