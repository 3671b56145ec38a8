#include "lib/viz/intervals.h"

#include <algorithm>

namespace labelrep {

bool HasIntervals(const Figure& figure) {
  return std::any_of(figure.lines().begin(), figure.lines().end(), [](const Line& line) {
    return std::any_of(line.points().begin(), line.points().end(),
                       [](const Point& point) { return point.has_lo(); });
  });
}

}  // namespace labelrep
