// Intervals around the points of a figure.
#ifndef LIB_VIZ_INTERVALS_H_
#define LIB_VIZ_INTERVALS_H_

#include "results/figure.pb.h"

namespace labelrep {

// Whether any point has an interval: then the figure says what its intervals are.
bool HasIntervals(const Figure& figure);

}  // namespace labelrep

#endif  // LIB_VIZ_INTERVALS_H_
