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

// Where a panel stands. One on the left edge has the row's heading and the y axis' title and tick
// labels.
struct PanelPlace {
  int row = 0;
  int column = 0;
  bool on_left_edge = false;
  bool has_x_labels = false;
  // One title serves the panels to the right, too.
  bool has_x_title = false;
};

// The panel at `place`, of lines or of points as the figure says; those of the first row have their
// column's heading. Clicking on an entry of the legend in a web page brings its line forward.
// `figure` has passed CheckFigure.
JsonValue VegaPanel(const Figure& figure, const PanelPlace& place, const PanelSize& size);

}  // namespace labelrep

#endif  // LIB_VIZ_VEGA_PANEL_H_
