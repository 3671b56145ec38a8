// Whether the pictures of a Figure proto can be drawn.
#ifndef LIB_VIZ_PICTURE_CHECK_H_
#define LIB_VIZ_PICTURE_CHECK_H_

#include "absl/status/status.h"
#include "results/figure.pb.h"

namespace labelrep {

// INVALID_ARGUMENT naming the figure and the picture, of a figure that shows pictures: lines,
// series or axes beside them, a row whose own headings are not one a column, a panel that is not
// there or has two, a picture without pixels, with more than 65535 a side, or with another number
// of them than its size says, a number that is not finite or has no colours, colours whose low is
// not below their high, an opacity outside [0, 1], a sound without a name or that is no WAV file.
absl::Status CheckPictures(const Figure& figure);

}  // namespace labelrep

#endif  // LIB_VIZ_PICTURE_CHECK_H_
