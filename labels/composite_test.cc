#include <algorithm>
#include <cmath>
#include <numbers>

#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

TEST(CompositeTest, EachLabelSpansTheRange) {
  const LabelSet labels = MakeTestLabels("composite");
  for (int i = 0; i < 4; ++i) {
    const std::vector<float> values = LabelValues(labels, i);
    EXPECT_EQ(*std::min_element(values.begin(), values.end()), 0);
    EXPECT_EQ(*std::max_element(values.begin(), values.end()), 80);
  }
  EXPECT_EQ(labels.threshold(), 3.5);
}

// The sum by the general form of a Gaussian's exponent, at a few elements, up to the scaling.
TEST(CompositeTest, IsASumOfOrientedGaussians) {
  const std::vector<float> values = LabelValues(MakeTestLabels("composite"), 2);
  RandomStream stream(0, "labels/composite", 2);
  double sums[4] = {};
  const int elements[4] = {0, 1234, 2080, 4095};
  for (int k = 0; k < 10; ++k) {
    const double cx = stream.NextDouble() - 0.5, cy = stream.NextDouble() - 0.5;
    const double angle = stream.NextDouble() * std::numbers::pi;
    const double u = 1 / (2 * 0.075 * 0.075 / (0.31 * 0.31)), v = 1 / (2 * 0.075 * 0.075);
    const double a = u * std::pow(std::cos(angle), 2) + v * std::pow(std::sin(angle), 2);
    const double b = (u - v) * std::sin(2 * angle);
    const double c = u * std::pow(std::sin(angle), 2) + v * std::pow(std::cos(angle), 2);
    for (int e = 0; e < 4; ++e) {
      const double x = (elements[e] % 64 + 0.5) / 64 - 0.5 - cx;
      const double y = 0.5 - (elements[e] / 64 + 0.5) / 64 - cy;
      sums[e] += std::exp(-(a * x * x + b * x * y + c * y * y));
    }
  }
  // Ratios of differences do not depend on the scaling.
  const double scale = (values[1234] - values[0]) / (sums[1] - sums[0]);
  EXPECT_NEAR(values[2080] - values[0], scale * (sums[2] - sums[0]), 1e-3);
  EXPECT_NEAR(values[4095] - values[0], scale * (sums[3] - sums[0]), 1e-3);
}

}  // namespace
}  // namespace labelrep
