// One panel of a figure as a Vega-Lite unit: intervals, single runs, lines, headings.
#ifndef LIB_VIZ_VEGA_PANEL_H_
#define LIB_VIZ_VEGA_PANEL_H_

#include "lib/viz/json_value.h"
#include "results/figure.pb.h"

namespace labelrep {

// Width and height of the plotting area, in CSS pixels.
struct PanelSize {
  int width = 0;
  int height = 0;
};

// The panel in `row` and `column`. Only those on the left and lower edge have axis titles and tick
// labels, only those on the left and upper edge headings. Clicking on an entry of the legend in a
// web page brings its line forward. `figure` has passed CheckFigure.
JsonValue VegaPanel(const Figure& figure, int row, int column, const PanelSize& size);

}  // namespace labelrep

#endif  // LIB_VIZ_VEGA_PANEL_H_
