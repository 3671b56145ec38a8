#include "lib/viz/point_positions.h"

#include <algorithm>
#include <cmath>

#include "lib/viz/intervals.h"

namespace labelrep {
namespace {

// Of these, more series have overlapping bands, and more points have no room for whiskers.
constexpr int kMostBands = 4;
constexpr int kMostPointsWithWhiskers = 8;
// Between neighbouring series, as a share of the axis.
constexpr double kStep = 0.007;

// Whether a band shows every interval: it has no width at a single point, and would span a gap.
bool BandsShowAll(const Figure& figure) {
  return std::all_of(figure.lines().begin(), figure.lines().end(), [](const Line& line) {
    const auto intervals = std::count_if(line.points().begin(), line.points().end(),
                                         [](const Point& point) { return point.has_lo(); });
    return intervals == 0 || (intervals > 1 && intervals == line.points_size());
  });
}

int MostPoints(const Figure& figure) {
  int most = 0;
  for (const Line& line : figure.lines()) most = std::max(most, line.points_size());
  return most;
}

// How long the axis is, on a logarithmic one of the logarithms.
double Length(const Figure& figure) {
  const Axis& x = figure.x();
  double first = x.has_min() ? x.min() : figure.lines(0).points(0).x();
  double last = x.has_max() ? x.max() : first;
  for (const Line& line : figure.lines()) {
    first = std::min(first, line.points(0).x());
    last = std::max(last, line.points(line.points_size() - 1).x());
  }
  return x.log() ? std::log(last / first) : last - first;
}

}  // namespace

PointPositions::PointPositions(const Figure& figure)
    : log_(figure.x().log()), series_(figure.series_size()) {
  const int most_points = MostPoints(figure);
  const bool bands_show = series_ <= kMostBands && BandsShowAll(figure);
  has_whiskers_ = HasIntervals(figure) && !bands_show && most_points <= kMostPointsWithWhiskers;
  if (has_whiskers_) step_ = kStep * Length(figure);
}

double PointPositions::PositionOf(double x, int series) const {
  const double offset = step_ * (series - (series_ - 1) / 2.0);
  return log_ ? x * std::exp(offset) : x + offset;
}

}  // namespace labelrep
