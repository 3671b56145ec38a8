// The shapes of the embedded data set, as sets of points of the plane.
#ifndef LIB_DATA_SHAPE_H_
#define LIB_DATA_SHAPE_H_

#include <array>

#include "absl/strings/string_view.h"

namespace labelrep {

struct Shape {
  absl::string_view name;  // a noun
  // Whether the shape has the point. It lies in the unit circle around the origin, upright, with x
  // to the right and y downwards. Its mirror image is the same shape, perhaps turned.
  bool (*contains)(double x, double y);
};

// In the order of their class indices; no two can be turned into one another.
const std::array<Shape, 10>& Shapes();

}  // namespace labelrep

#endif  // LIB_DATA_SHAPE_H_
