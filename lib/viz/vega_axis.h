// The x and y of a panel as Vega-Lite channels: scale, axis, ticks, title.
#ifndef LIB_VIZ_VEGA_AXIS_H_
#define LIB_VIZ_VEGA_AXIS_H_

#include <string>

#include "lib/viz/json_value.h"
#include "results/figure.pb.h"

namespace labelrep {

// A number of each row of the data, by the name of its field, with what else is said of it.
JsonValue NumberChannel(const std::string& field, const JsonValue::Members& more = {});

// Names of the series, in their order.
JsonValue SeriesNames(const Figure& figure);

// The parameter "pick" of one panel: the series whose entry in the legend was clicked on.
JsonValue PickFromLegend();

// Of the field "at". A title serves all panels of a figure; beyond several it begins at its panel's
// left edge, as it may be wider. With whiskers the first and the last x have more room.
JsonValue XChannel(const Figure& figure, bool has_labels, bool has_title, bool has_whiskers);

// Of the field "y"; title and tick labels stand on the left edge of a figure only.
JsonValue YChannel(const Axis& axis, bool on_left_edge);

}  // namespace labelrep

#endif  // LIB_VIZ_VEGA_AXIS_H_
