// Whether a Figure proto can be written: the checks that every format relies on.
#ifndef LIB_VIZ_FIGURE_CHECK_H_
#define LIB_VIZ_FIGURE_CHECK_H_

#include "absl/status/status.h"
#include "results/figure.pb.h"

namespace labelrep {

// INVALID_ARGUMENT naming the figure, the panel, the series and the point: a part that is missing,
// a number that is not finite (or not above 0 on a logarithmic axis), x of a line that does not
// rise, an interval that does not contain its y, two lines of one series in a panel, two series of
// one name, a colour that is not "#rrggbb", an axis whose minimum is not below its maximum, an x
// axis by series with bounds, ticks, a point elsewhere or without the figure's table, a scatter
// without that table, points of a plane on such an axis, a logarithmic one or without that table, a
// caption of no panel or of lines. Of a figure of pictures what CheckPictures finds, and pictures
// in one that is none.
absl::Status CheckFigure(const Figure& figure);

}  // namespace labelrep

#endif  // LIB_VIZ_FIGURE_CHECK_H_
