// Figures as comma-separated values for other programs.
#ifndef LIB_VIZ_FIGURE_CSV_H_
#define LIB_VIZ_FIGURE_CSV_H_

#include <string>

#include "results/figure.pb.h"

namespace labelrep {

// Long form, in full precision: a header, then a line for each point, and one for each single run
// behind it, which has `run` and no interval. Columns: row, column (headings of the panel), y_axis,
// series, x, y, lo, hi, run. Shares stay in [0, 1]. Of pictures, whose numbers are in the figure
// itself, a line for each: row, column, height, width, lowest, mean, highest, unit, caption.
// `figure` has passed CheckFigure.
std::string FigureAsCsv(const Figure& figure);

}  // namespace labelrep

#endif  // LIB_VIZ_FIGURE_CSV_H_
