// The embedded data set: textured shapes, made by code from a seed.
#ifndef LIB_DATA_PROCEDURAL_H_
#define LIB_DATA_PROCEDURAL_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/data/image_set.h"

namespace labelrep {

struct ShapesVariant {
  std::string name;  // also names the random streams
  // False: the classes are the 10 shapes, each with any of the textures ("heart"). True: the 100
  // pairs ("striped heart"; class = 10 * shape + texture).
  bool textures_are_classes = false;
  int64_t train_images = 0;  // training and validation; one in ten is for validation, see split.h
  int64_t test_images = 0;
  int64_t image_size = kCifarImageSize;  // pixels, height and width
};

// "shapes10" or "shapes100". INVALID_ARGUMENT for another name.
absl::StatusOr<ShapesVariant> FindShapesVariant(absl::string_view name);

// Image i has class i modulo the number of classes and is drawn with
// RandomStream(seed, "shapes/<variant>/<train or test>", i), whose first draw is the texture where
// that is not part of the class. Same variant and seed, same bytes. The digests stay empty.
Dataset MakeShapes(const ShapesVariant& variant, uint64_t seed);

// Writes the 10 shapes in CIFAR-10's layout, the 100 pairs in CIFAR-100's with the shapes as coarse
// classes.
absl::Status WriteShapes(const ShapesVariant& variant, uint64_t seed, const std::string& folder);

}  // namespace labelrep

#endif  // LIB_DATA_PROCEDURAL_H_
