// A figure in every format that needs no renderer.
#ifndef LIB_VIZ_WRITE_FIGURE_H_
#define LIB_VIZ_WRITE_FIGURE_H_

#include <string>

#include "absl/status/status.h"
#include "results/figure.pb.h"

namespace labelrep {

// Writes <prefix>.pb, .csv, .json, .md (its table) and .vl.json (Vega-Lite), or on an error none
// (WriteFormats). Nothing is written for a figure that fails CheckFigure or whose table fails
// CheckTable.
absl::Status WriteFigure(const Figure& figure, const std::string& prefix);

}  // namespace labelrep

#endif  // LIB_VIZ_WRITE_FIGURE_H_
