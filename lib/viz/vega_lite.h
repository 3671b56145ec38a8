// Figures as Vega-Lite specifications. Reference: https://vega.github.io/schema/vega-lite/v5.json
#ifndef LIB_VIZ_VEGA_LITE_H_
#define LIB_VIZ_VEGA_LITE_H_

#include <string>

#include "absl/status/statusor.h"
#include "results/figure.pb.h"

namespace labelrep {

// One JSON document that holds the data too: title and subtitle, the panels (rows times columns,
// with shared axes; or pictures), the legend, and underneath what the interval is, the notes and
// the runs that are missing, as far as a few lines go. The pictures' sounds are in "usermeta", from
// where render.py takes them. Same figure, same bytes. `figure` has passed CheckFigure. INTERNAL
// where a picture cannot be encoded.
absl::StatusOr<std::string> FigureAsVegaLite(const Figure& figure);

}  // namespace labelrep

#endif  // LIB_VIZ_VEGA_LITE_H_
