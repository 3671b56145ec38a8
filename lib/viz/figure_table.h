// Figures in numbers.
#ifndef LIB_VIZ_FIGURE_TABLE_H_
#define LIB_VIZ_FIGURE_TABLE_H_

#include "results/figure.pb.h"
#include "results/report.pb.h"

namespace labelrep {

// The figure's own table where it has one, with title and subtitle of the figure where it has none.
// Else a row for each line and a column for each x, of at most eight of them, evenly chosen with
// the first and the last, or a row for each picture with its size, its lowest, mean and highest
// number; and the figure's notes. `figure` has passed CheckFigure.
Table FigureTable(const Figure& figure);

}  // namespace labelrep

#endif  // LIB_VIZ_FIGURE_TABLE_H_
