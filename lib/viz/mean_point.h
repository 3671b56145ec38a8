// Points of figures from runs that differ in nothing but the seed.
#ifndef LIB_VIZ_MEAN_POINT_H_
#define LIB_VIZ_MEAN_POINT_H_

#include <vector>

#include "results/figure.pb.h"

namespace labelrep {

// The mean of the runs at `x`, with the runs themselves where there are several and the 95 % t
// interval where there are at least three: that of two, 9 standard deviations to each side, would
// say less than the two points. CHECKs that there is a run.
Point MeanPoint(double x, const std::vector<SingleRun>& runs);

// The mean of the runs' `values` at `x` with their range, smallest to largest, where there are at
// least two: for curves, on which t intervals of few runs would hide everything. CHECKs that there
// is a value.
Point MeanAndRange(double x, const std::vector<double>& values);

}  // namespace labelrep

#endif  // LIB_VIZ_MEAN_POINT_H_
