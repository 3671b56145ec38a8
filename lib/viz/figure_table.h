// Figures in numbers.
#ifndef LIB_VIZ_FIGURE_TABLE_H_
#define LIB_VIZ_FIGURE_TABLE_H_

#include "results/figure.pb.h"
#include "results/report.pb.h"

namespace labelrep {

// The figure's own table where it has one; else a row for each line and a column for each x, of at
// most eight of them, evenly chosen with the first and the last. Title, subtitle, notes and missing
// runs are the figure's where the table has none. `figure` has passed CheckFigure.
Table FigureTable(const Figure& figure);

}  // namespace labelrep

#endif  // LIB_VIZ_FIGURE_TABLE_H_
