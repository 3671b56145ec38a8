// Pictures of a figure as PNG files.
#ifndef LIB_VIZ_PICTURE_PNG_H_
#define LIB_VIZ_PICTURE_PNG_H_

#include <string>

#include "absl/status/statusor.h"
#include "results/figure.pb.h"

namespace labelrep {

// A pixel for each of the picture's: its number's colour on `colors`, its own, or a mixture of both
// by opacity. `picture` has passed CheckPictures. INTERNAL where libpng fails.
absl::StatusOr<std::string> PictureAsPng(const Picture& picture, const ColorScale& colors);

// All colours, one above the other, the lightest on top: 1 x 256 pixels.
absl::StatusOr<std::string> ColorBarAsPng();

}  // namespace labelrep

#endif  // LIB_VIZ_PICTURE_PNG_H_
