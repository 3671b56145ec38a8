#include "lib/viz/placement.h"

#include <algorithm>
#include <cmath>

namespace labelrep {
namespace {

// Of these, more series have overlapping bands, and more points have no room for whiskers.
constexpr int kMostBands = 4;
constexpr int kMostPointsWithWhiskers = 8;
// Between neighbouring series, as a share of the axis.
constexpr double kStep = 0.007;

bool HasIntervals(const Figure& figure) {
  return std::any_of(figure.lines().begin(), figure.lines().end(), [](const Line& line) {
    return std::any_of(line.points().begin(), line.points().end(),
                       [](const Point& point) { return point.has_lo(); });
  });
}

bool HasFewPoints(const Figure& figure) {
  return std::all_of(figure.lines().begin(), figure.lines().end(), [](const Line& line) {
    return line.points_size() <= kMostPointsWithWhiskers;
  });
}

}  // namespace

Placement::Placement(const Figure& figure) : log_(figure.x().log()), series_(figure.series_size()) {
  if (series_ <= kMostBands || !HasIntervals(figure) || !HasFewPoints(figure)) return;
  double first = figure.lines(0).points(0).x();
  double last = first;
  for (const Line& line : figure.lines()) {
    first = std::min(first, line.points(0).x());
    last = std::max(last, line.points(line.points_size() - 1).x());
  }
  step_ = kStep * (log_ ? std::log(last / first) : last - first);
}

double Placement::Place(double x, int series) const {
  if (!HasWhiskers()) return x;
  const double offset = step_ * (series - (series_ - 1) / 2.0);
  return log_ ? x * std::exp(offset) : x + offset;
}

}  // namespace labelrep
