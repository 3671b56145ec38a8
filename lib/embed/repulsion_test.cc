#include "lib/embed/repulsion.h"

#include <cmath>
#include <cstdint>

#include "ATen/Parallel.h"
#include "gtest/gtest.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

// Numbers that float32 has too.
PlanePoints RandomPoints(int n, double spread) {
  RandomStream random(1, "test points");
  PlanePoints points;
  for (int i = 0; i < n; ++i) {
    points.x.push_back(static_cast<float>(spread * random.NextNormal()));
    points.y.push_back(static_cast<float>(spread * random.NextNormal()));
  }
  return points;
}

void ExpectAsSummedInDouble(const PlanePoints& points) {
  const Repulsion found = ComputeRepulsion(points);
  const size_t n = points.x.size();
  // A term's relative error is at most 13 roundings of float32 (2 of the differences' squares, 3 of
  // q, squared and multiplied), that of a sum of n / 8 such terms n / 8 more.
  const double bound = (static_cast<double>(n) / 8 + 32) * std::ldexp(1.0, -24);
  double sum_q = 0;
  for (size_t i = 0; i < n; ++i) {
    double force_x = 0;
    double force_y = 0;
    double sizes = 0;
    for (size_t j = 0; j < n; ++j) {
      if (j == i) continue;
      const double dx = points.x[i] - points.x[j];
      const double dy = points.y[i] - points.y[j];
      const double q = 1 / (1 + dx * dx + dy * dy);
      sum_q += q;
      force_x += q * q * dx;
      force_y += q * q * dy;
      sizes += q * q * std::hypot(dx, dy);
    }
    EXPECT_NEAR(found.forces.x[i], force_x, bound * sizes) << "point " << i;
    EXPECT_NEAR(found.forces.y[i], force_y, bound * sizes) << "point " << i;
  }
  // Each row's sum has the point's own q of 1 in it while it is summed.
  EXPECT_NEAR(found.sum_q, sum_q, bound * (sum_q + static_cast<double>(n)));
}

TEST(RepulsionTest, IsTheSumOverAllPairs) {
  for (const int n : {2, 8, 203}) {
    for (const double spread : {1e-4, 1.0, 50.0}) ExpectAsSummedInDouble(RandomPoints(n, spread));
  }
}

TEST(RepulsionTest, APointAloneIsNotPushed) {
  const Repulsion found = ComputeRepulsion({{3}, {4}});
  EXPECT_EQ(found.forces.x[0], 0);
  EXPECT_EQ(found.forces.y[0], 0);
  EXPECT_EQ(found.sum_q, 0);
}

TEST(RepulsionTest, DoesNotDependOnTheThreads) {
  const PlanePoints points = RandomPoints(500, 10);
  at::set_num_threads(1);
  const Repulsion one = ComputeRepulsion(points);
  at::set_num_threads(3);
  const Repulsion three = ComputeRepulsion(points);
  EXPECT_EQ(one.forces.x, three.forces.x);
  EXPECT_EQ(one.forces.y, three.forces.y);
  EXPECT_EQ(one.sum_q, three.sum_q);
}

}  // namespace
}  // namespace labelrep
