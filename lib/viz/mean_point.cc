#include "lib/viz/mean_point.h"

#include <optional>

#include "lib/base/check.h"
#include "lib/stats/mean_and_std.h"
#include "lib/stats/t_interval.h"

namespace labelrep {

Point MeanPoint(double x, const std::vector<SingleRun>& runs) {
  LABELREP_CHECK(!runs.empty(), "a mean of nothing");
  std::vector<double> values;
  for (const SingleRun& run : runs) values.push_back(run.y());
  Point point;
  point.set_x(x);
  point.set_y(OfSample(values).mean);
  if (const std::optional<Interval> interval = TInterval(values)) {
    point.set_lo(interval->lo);
    point.set_hi(interval->hi);
    for (const SingleRun& run : runs) *point.add_runs() = run;
  }
  return point;
}

}  // namespace labelrep
