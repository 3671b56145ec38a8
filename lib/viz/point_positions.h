// Where points stand on the x axis, and how their intervals are drawn.
#ifndef LIB_VIZ_POINT_POSITIONS_H_
#define LIB_VIZ_POINT_POSITIONS_H_

#include "results/figure.pb.h"

namespace labelrep {

// Many bands over a few points hide each other, and a band cannot show an interval of one point
// alone: then intervals are whiskers, and the series stand side by side at each x.
class PointPositions {
 public:
  // `figure` has passed CheckFigure.
  explicit PointPositions(const Figure& figure);

  bool HasWhiskers() const { return has_whiskers_; }

  // Where a point of a series (its index) at `x` is drawn; a few pixels from `x` with whiskers.
  double PositionOf(double x, int series) const;

 private:
  bool has_whiskers_ = false;
  bool log_ = false;
  int series_ = 0;
  // Between neighbouring series, on a logarithmic axis of the logarithms; 0 where the axis is a
  // single x.
  double step_ = 0;
};

}  // namespace labelrep

#endif  // LIB_VIZ_POINT_POSITIONS_H_
