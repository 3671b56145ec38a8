// A panel of a figure of POINTS as Vega-Lite: its marks and the two channels of the plane.
#ifndef LIB_VIZ_VEGA_POINTS_H_
#define LIB_VIZ_VEGA_POINTS_H_

#include <vector>

#include "lib/viz/json_value.h"
#include "results/figure.pb.h"

namespace labelrep {

// The rows of data of the panel's points: series, x, y. The series take turns, so that none is
// drawn over all others.
std::vector<JsonValue> PlanePoints(const Figure& figure, int row, int column);

// The layer that draws them, small and half transparent. With `picks`, of one panel of a figure, a
// click on an entry of the legend brings its points forward in all.
JsonValue PlaneLayer(const Figure& figure, bool picks);

// The x and y of the panel: a square around its points, one scale for both, no ticks, and the
// panel's caption under it.
JsonValue PlaneX(const Figure& figure, int row, int column);
JsonValue PlaneY(const Figure& figure, int row, int column);

}  // namespace labelrep

#endif  // LIB_VIZ_VEGA_POINTS_H_
