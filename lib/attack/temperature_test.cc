#include "lib/attack/temperature.h"

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

at::Tensor Scores() {
  return at::tensor({3.0, 1.0, 0.0, 2.0, 2.5, -1.0, 0.0, 4.0, 1.0, -2.0, 0.0, 5.0, 1.0, 0.5, 0.2},
                    at::kDouble)
      .view({5, 3});
}

at::Tensor Classes() { return at::tensor({0, 0, 1, 2, 1}, at::kLong); }

// The golden is from scipy 1.17.1:
//   s = np.array([[3, 1, 0], [2, 2.5, -1], [0, 4, 1], [-2, 0, 5], [1, .5, .2]])
//   y = [0, 0, 1, 2, 1]
//   f = lambda t: np.mean(logsumexp(s / np.exp(t), axis=1) - s[range(5), y] / np.exp(t))
//   np.exp(minimize_scalar(f, bounds=(-4, 4), method="bounded", options={"xatol": 1e-12}).x)
// A minimum found by values is known to about the root of their precision.
TEST(FitTemperatureTest, MinimisesTheCrossEntropy) {
  EXPECT_NEAR(FitTemperature(Scores(), Classes()), 0.9070002115611965, 1e-7);
}

TEST(FitTemperatureTest, GrowsWithTheScoresAndNotWithTheirOrigin) {
  const double temperature = FitTemperature(Scores(), Classes());
  EXPECT_NEAR(FitTemperature(1e6 * Scores(), Classes()), 1e6 * temperature, 1e-4);
  const at::Tensor origins = at::arange(5, at::kDouble).unsqueeze(1) * 100;
  EXPECT_NEAR(FitTemperature(Scores() + origins, Classes()), temperature, 1e-9);
}

// No temperature is too small for images that are all decided correctly, none too large for those
// that are all wrong.
TEST(FitTemperatureTest, StaysWithinItsBounds) {
  const at::Tensor scores = at::tensor({2.0, 0.0, 0.0, 2.0}, at::kDouble).view({2, 2});
  EXPECT_NEAR(FitTemperature(scores, at::tensor({0, 1}, at::kLong)), 2.0 / 32, 1e-9);
  EXPECT_NEAR(FitTemperature(scores, at::tensor({1, 0}, at::kLong)), 2.0 * 32, 1e-9);
}

TEST(FitTemperatureTest, IsOneForScoresThatSayNothing) {
  EXPECT_EQ(FitTemperature(at::zeros({5, 3}), Classes()), 1);
  EXPECT_EQ(FitTemperature(at::full({5, 3}, std::nan("")), Classes()), 1);
}

}  // namespace
}  // namespace labelrep
