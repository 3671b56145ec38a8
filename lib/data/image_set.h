// Labelled images in memory, as the data set's files hold them. Knows nothing of libtorch.
#ifndef LIB_DATA_IMAGE_SET_H_
#define LIB_DATA_IMAGE_SET_H_

#include <cstdint>
#include <string>
#include <vector>

namespace labelrep {

inline constexpr int kImageSize = 32;     // pixels, height and width
inline constexpr int kImageChannels = 3;  // red, green, blue
inline constexpr int kImageBytes = kImageChannels * kImageSize * kImageSize;

struct ImageSet {
  // [image, channel, row, column], 0-255.
  std::vector<uint8_t> pixels;
  std::vector<int32_t> labels;  // class index of each image
  // Over the records in the order in which they stand here.
  std::string sha256;

  int64_t size() const { return static_cast<int64_t>(labels.size()); }
};

struct Dataset {
  std::vector<std::string> class_names;
  ImageSet train;  // training and validation images; see split.h
  ImageSet test;
};

}  // namespace labelrep

#endif  // LIB_DATA_IMAGE_SET_H_
