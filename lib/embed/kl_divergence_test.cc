#include "lib/embed/kl_divergence.h"

#include <cmath>

#include "ATen/TensorOperators.h"
#include "gtest/gtest.h"
#include "lib/embed/embed_testing.h"

namespace labelrep {
namespace {

// Of one rounding of float32.
const double kRounding = std::ldexp(1.0, -24);

// As in repulsion_test.cc: relative to the sum of the sizes of the terms.
double SumError(size_t n) { return (static_cast<double>(n) / 8 + 32) * kRounding; }

TEST(KlDivergenceTest, ValueAndGradientAreThoseOfScikitLearn) {
  const Affinities affinities = SparseFrom(Golden("affinities"));
  const PlanePoints positions = PlanePointsFrom(Golden("positions"));
  const PlanePoints golden = PlanePointsFrom(Golden("gradient"));
  const double n = static_cast<double>(positions.x.size());
  const double error = SumError(positions.x.size());
  const double sum_q = ComputeRepulsion(positions).sum_q;
  // The divergence has the logarithm of sum_q, of which each row's part is summed with 1 more.
  EXPECT_NEAR(KlDivergence(affinities, positions),
              Golden("kl_divergences").const_data_ptr<double>()[0], error * (1 + n / sum_q));
  // 4 forces / sum_q, both with this error; a force of n terms of q^2 d, each below 0.325.
  const double bound = 4 * 0.325 * n / sum_q * error * (2 + n / sum_q);
  const PlanePoints gradient = KlGradient(affinities, positions);
  for (size_t i = 0; i < positions.x.size(); ++i) {
    EXPECT_NEAR(gradient.x[i], golden.x[i], bound) << "point " << i;
    EXPECT_NEAR(gradient.y[i], golden.y[i], bound) << "point " << i;
  }
}

TEST(KlDivergenceTest, GradientIsThatOfTheDivergence) {
  const at::Tensor few = Golden("affinities").narrow(0, 0, 12).narrow(1, 0, 12);
  const Affinities affinities = SparseFrom(few / few.sum());
  PlanePoints positions = PlanePointsFrom(Golden("positions").narrow(0, 0, 12));
  const PlanePoints gradient = KlGradient(affinities, positions);
  constexpr double kStep = 1.0 / 64;  // of which float32 loses nothing here
  // The divergence's own error is that of the logarithm of sum_q, which is above 2 here. Its third
  // derivative by a coordinate is below 8: those of log(1 + d^2) and log(sum_q) are below 4.
  const double bound = SumError(12) * (1 + 12.0 / 2) / kStep + 8 * kStep * kStep / 6;
  double largest = 0;
  for (size_t i = 0; i < positions.x.size(); ++i) {
    const double x = positions.x[i];
    positions.x[i] = x + kStep;
    const double after = KlDivergence(affinities, positions);
    positions.x[i] = x - kStep;
    const double before = KlDivergence(affinities, positions);
    positions.x[i] = x;
    EXPECT_NEAR(gradient.x[i], (after - before) / (2 * kStep), bound) << "point " << i;
    largest = std::max(largest, std::abs(gradient.x[i]));
  }
  EXPECT_GT(largest, 20 * bound);
}

TEST(KlDivergenceTest, ExaggerationMultipliesThePullAlone) {
  const Affinities affinities = SparseFrom(Golden("affinities"));
  const PlanePoints positions = PlanePointsFrom(Golden("positions"));
  const PlanePoints once = KlGradient(affinities, positions, 1);
  const PlanePoints twice = KlGradient(affinities, positions, 2);
  const PlanePoints thrice = KlGradient(affinities, positions, 3);
  for (size_t i = 0; i < positions.x.size(); ++i) {
    EXPECT_NE(once.x[i], twice.x[i]);
    // A few roundings of double of numbers below 1.
    EXPECT_NEAR(thrice.x[i] - once.x[i], 2 * (twice.x[i] - once.x[i]), 1e-14);
  }
}

}  // namespace
}  // namespace labelrep
