#include "lib/data/shape.h"

#include <cmath>
#include <set>
#include <string>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

// Points of the square around the unit circle, 81 x 81.
template <typename Visit>
void ForEachPoint(Visit visit) {
  for (int i = -40; i <= 40; ++i) {
    for (int j = -40; j <= 40; ++j) visit(i / 40.0 + 1e-6, j / 40.0 + 1e-6);
  }
}

TEST(ShapeTest, HaveDistinctNames) {
  std::set<std::string> names;
  for (const Shape& shape : Shapes()) names.insert(std::string(shape.name));
  EXPECT_EQ(names.size(), Shapes().size());
}

TEST(ShapeTest, LieInTheUnitCircleAndFillAGoodPartOfIt) {
  for (const Shape& shape : Shapes()) {
    int inside = 0, circle = 0;
    ForEachPoint([&](double x, double y) {
      circle += x * x + y * y <= 1;
      if (!shape.contains(x, y)) return;
      ++inside;
      EXPECT_LE(std::hypot(x, y), 1.001) << shape.name << " has " << x << ", " << y;
    });
    EXPECT_GT(inside, circle / 5) << shape.name;
  }
}

TEST(ShapeTest, DifferHoweverTurned) {
  constexpr double kStep = 3.14159265358979 / 36;
  for (const Shape& a : Shapes()) {
    for (const Shape& b : Shapes()) {
      if (&a == &b) continue;
      for (int turn = 0; turn < 72; ++turn) {
        const double cosine = std::cos(turn * kStep), sine = std::sin(turn * kStep);
        int both = 0, either = 0;
        ForEachPoint([&](double x, double y) {
          const bool in_a = a.contains(x, y);
          const bool in_b = b.contains(cosine * x + sine * y, cosine * y - sine * x);
          both += in_a && in_b;
          either += in_a || in_b;
        });
        EXPECT_LT(both, 0.9 * either) << a.name << " and " << b.name;
      }
    }
  }
}

TEST(ShapeTest, HaveTheirForm) {
  const auto contains = [](absl::string_view name, double x, double y) {
    for (const Shape& shape : Shapes()) {
      if (shape.name == name) return shape.contains(x, y);
    }
    ADD_FAILURE() << "no shape " << name;
    return false;
  };
  EXPECT_TRUE(contains("square", 0.69, -0.69));
  EXPECT_TRUE(contains("triangle", 0, -0.9));
  EXPECT_FALSE(contains("triangle", 0.3, -0.9));
  EXPECT_FALSE(contains("ring", 0, 0));
  EXPECT_TRUE(contains("ring", 0.7, 0));
  EXPECT_FALSE(contains("cross", 0.6, 0.6));
  EXPECT_TRUE(contains("heart", 0, 0.8));     // its tip
  EXPECT_FALSE(contains("heart", 0, -0.75));  // its notch
  EXPECT_FALSE(contains("moon", 0.5, 0));
  EXPECT_TRUE(contains("arrow", 0.9, 0));
  EXPECT_FALSE(contains("diamond", 0.5, 0.5));
}

}  // namespace
}  // namespace labelrep
