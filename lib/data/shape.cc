#include "lib/data/shape.h"

#include <cmath>
#include <cstddef>

namespace labelrep {
namespace {

struct Point {
  double x, y;
};

// By the number of edges that a ray to the right crosses.
template <size_t kCorners>
bool InPolygon(const std::array<Point, kCorners>& corners, double x, double y) {
  bool inside = false;
  for (size_t i = 0; i < kCorners; ++i) {
    const Point& a = corners[i];
    const Point& b = corners[(i + 1) % kCorners];
    if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}

bool InCircle(double x, double y, double radius) { return x * x + y * y < radius * radius; }

bool Circle(double x, double y) { return InCircle(x, y, 0.92); }

bool Square(double x, double y) { return std::abs(x) < 0.7 && std::abs(y) < 0.7; }

bool Triangle(double x, double y) {
  static constexpr std::array<Point, 3> kCorners = {{{0, -1}, {0.866, 0.5}, {-0.866, 0.5}}};
  return InPolygon(kCorners, x, y);
}

bool Star(double x, double y) {
  // Five points at radius 1 and five at 0.42, every 36 degrees from the top.
  static constexpr std::array<Point, 10> kCorners = {{{0, -1},
                                                      {0.2469, -0.3398},
                                                      {0.9511, -0.3090},
                                                      {0.3994, 0.1298},
                                                      {0.5878, 0.8090},
                                                      {0, 0.42},
                                                      {-0.5878, 0.8090},
                                                      {-0.3994, 0.1298},
                                                      {-0.9511, -0.3090},
                                                      {-0.2469, -0.3398}}};
  return InPolygon(kCorners, x, y);
}

bool Cross(double x, double y) {
  const double a = std::abs(x), b = std::abs(y);
  return (a < 0.32 && b < 0.94) || (b < 0.32 && a < 0.94);
}

bool Ring(double x, double y) { return InCircle(x, y, 0.97) && !InCircle(x, y, 0.45); }

// The zero set of (x^2 + y^2 - 1)^3 = x^2 y^3, turned over, scaled and moved to the middle.
bool Heart(double x, double y) {
  const double a = 1.32 * x, b = 0.15 - 1.32 * y;
  const double c = a * a + b * b - 1;
  return c * c * c < a * a * b * b * b;
}

bool Moon(double x, double y) { return InCircle(x + 0.05, y, 0.95) && !InCircle(x - 0.5, y, 0.75); }

bool Arrow(double x, double y) {
  static constexpr std::array<Point, 3> kHead = {{{0.98, 0}, {0, -0.8}, {0, 0.8}}};
  return (x > -0.95 && x < 0.1 && std::abs(y) < 0.27) || InPolygon(kHead, x, y);
}

bool Diamond(double x, double y) { return std::abs(x) / 0.6 + std::abs(y) < 1; }

}  // namespace

const std::array<Shape, 10>& Shapes() {
  static constexpr std::array<Shape, 10> kShapes = {{{"circle", Circle},
                                                     {"square", Square},
                                                     {"triangle", Triangle},
                                                     {"star", Star},
                                                     {"cross", Cross},
                                                     {"ring", Ring},
                                                     {"heart", Heart},
                                                     {"moon", Moon},
                                                     {"arrow", Arrow},
                                                     {"diamond", Diamond}}};
  return kShapes;
}

}  // namespace labelrep
