#include "lib/viz/mean_point.h"

#include <algorithm>
#include <optional>

#include "lib/base/check.h"
#include "lib/stats/mean_and_std.h"
#include "lib/stats/t_interval.h"

namespace labelrep {
namespace {

constexpr size_t kFewestForInterval = 3;

}  // namespace

Point MeanPoint(double x, const std::vector<SingleRun>& runs) {
  LABELREP_CHECK(!runs.empty(), "a mean of nothing");
  std::vector<double> values;
  for (const SingleRun& run : runs) values.push_back(run.y());
  Point point;
  point.set_x(x);
  point.set_y(OfSample(values).mean);
  if (runs.size() < 2) return point;
  for (const SingleRun& run : runs) *point.add_runs() = run;
  const std::optional<Interval> interval = TInterval(values);
  if (runs.size() >= kFewestForInterval && interval.has_value()) {
    point.set_lo(interval->lo);
    point.set_hi(interval->hi);
  }
  return point;
}

Point MeanAndRange(double x, const std::vector<double>& values) {
  LABELREP_CHECK(!values.empty(), "a range of nothing");
  Point point;
  point.set_x(x);
  point.set_y(OfSample(values).mean);
  if (values.size() > 1) {
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    // A rounded mean of equal values may lie just beside them.
    point.set_lo(std::min(*least, point.y()));
    point.set_hi(std::max(*most, point.y()));
  }
  return point;
}

}  // namespace labelrep
