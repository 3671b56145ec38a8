#include "lib/attack/box_projection.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ATen/Context.h"
#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

at::Tensor Row(const std::vector<double>& values) {
  return at::tensor(values, at::kDouble).unsqueeze(0);
}

double Number(const at::Tensor& tensor) { return tensor.item<double>(); }

// Goldens are from scipy 1.17.1, as linear programs in the change and the bound of its elements:
//   def smallest(x, lo, hi, w, c):
//       n = len(x); I = np.eye(n); one = -np.ones((n, 1))
//       return linprog([0] * n + [1], A_ub=np.block([[I, one], [-I, one]]), b_ub=np.zeros(2 * n),
//                      A_eq=[[*w, 0]], b_eq=[c],
//                      bounds=[(l - v, h - v) for v, l, h in zip(x, lo, hi)] + [(0, None)]).fun
//   smallest([.2, -.5, .9, 0, .4], [-1] * 5, [1] * 5, [1, -2, 3, .5, 0], c)
TEST(SmallestChangeTest, IsThatOfALinearProgram) {
  const at::Tensor points = Row({0.2, -0.5, 0.9, 0, 0.4});
  const at::Tensor weights = Row({1, -2, 3, 0.5, 0});
  const at::Tensor bound = at::tensor(1.0, at::kDouble);
  const struct {
    double amount;
    double largest;
  } kCases[] = {{0.5, 0.07692307692307691},
                {2.4, 0.7333333333333334},
                {-4, 0.6153846153846154},
                {0, 0},
                {-7.5, 1.1666666666666665}};
  for (const auto& [amount, largest] : kCases) {
    const at::Tensor change =
        SmallestChange(points, -bound, bound, weights, at::tensor({amount}, at::kDouble));
    EXPECT_NEAR(Number(change.abs().max()), largest, 1e-12) << amount;
    EXPECT_NEAR(Number((change * weights).sum()), amount, 1e-12) << amount;
    EXPECT_EQ(Number(change[0][4]), 0) << amount;
  }
}

TEST(SmallestChangeTest, GoesToTheBoundsWhereTheBoxDoesNotReach) {
  const at::Tensor change = SmallestChange(Row({0.5, 0.25, 0}), Row({0, 0, 0}), Row({1, 1, 1}),
                                           Row({1, -2, 0}), at::tensor({100.0}, at::kDouble));
  EXPECT_TRUE(at::equal(change, Row({0.5, -0.25, 0})));
}

TEST(SmallestChangeTest, ARowAloneChangesAsBesideAnother) {
  const at::Tensor row = Row({0.2, -0.5, 0.9, 0, 0.4});
  const at::Tensor weights = Row({1, -2, 3, 0.5, 0});
  const at::Tensor bound = at::tensor(1.0, at::kDouble);
  const auto change = [&](const at::Tensor& points) {
    return SmallestChange(points, -bound, bound, weights.expand(points.sizes()),
                          at::full({points.size(0)}, 0.5, at::kDouble));
  };
  EXPECT_TRUE(at::equal(change(row), change(at::cat({row, row * 0.5})).narrow(0, 0, 1)));
}

TEST(SmallestChangeTest, LeavesTheDemandForDeterministicAlgorithms) {
  at::globalContext().setDeterministicAlgorithms(true, /*warn_only=*/false);
  SmallestChange(Row({0.5, 0.25}), Row({0, 0}), Row({1, 1}), Row({1, 1}),
                 at::tensor({0.1}, at::kDouble));
  EXPECT_TRUE(at::globalContext().deterministicAlgorithms());
  at::globalContext().setDeterministicAlgorithms(false, /*warn_only=*/false);
}

TEST(SmallestChangeTest, WithoutWeightsNothingChanges) {
  const at::Tensor change = SmallestChange(Row({0.5, 0.25}), Row({0, 0}), Row({1, 1}), Row({0, 0}),
                                           at::tensor({1.0}, at::kDouble));
  EXPECT_TRUE(at::equal(change, Row({0, 0})));
}

// An oracle of its own: the radius by bisection, element by element.
double RadiusByBisection(const std::vector<double>& rooms, const std::vector<double>& weights,
                         double distance) {
  double low = 0, high = *std::max_element(rooms.begin(), rooms.end());
  for (int i = 0; i < 200; ++i) {
    const double middle = (low + high) / 2;
    double sum = 0;
    for (size_t j = 0; j < rooms.size(); ++j) {
      sum += std::abs(weights[j]) * std::min(rooms[j], middle);
    }
    (sum < distance ? low : high) = middle;
  }
  return high;
}

TEST(SmallestChangeTest, IsThatOfABisectionOnManyImages) {
  constexpr int64_t kPoints = 40, kElements = 48;
  const at::Tensor numbers = at::arange(kPoints * kElements, at::kDouble).view({kPoints, 3, 4, 4});
  const at::Tensor points = (numbers * 0.7310).sin();
  const at::Tensor weights = (numbers * 1.618).cos() * (numbers * 0.11).sin().square();
  const at::Tensor amounts = at::linspace(-9, 9, kPoints, at::kDouble);
  const at::Tensor bounds = at::tensor({1.0, 1.1, 1.2}, at::kDouble).view({1, 3, 1, 1});
  const at::Tensor changes = SmallestChange(points, -bounds, bounds, weights, amounts);
  EXPECT_TRUE(((points + changes).abs() <= bounds + 1e-12).all().item<bool>());
  int reached = 0;
  for (int64_t k = 0; k < kPoints; ++k) {
    std::vector<double> rooms, flat;
    for (int64_t i = 0; i < kElements; ++i) {
      flat.push_back(Number(weights[k].flatten()[i]));
      const double point = Number(points[k].flatten()[i]);
      const double bound = Number(bounds.flatten()[i / 16]);
      rooms.push_back(flat.back() * Number(amounts[k]) > 0 ? bound - point : point + bound);
    }
    const double moved = Number((changes[k] * weights[k]).sum());
    if (std::abs(moved - Number(amounts[k])) > 1e-9) continue;
    ++reached;
    // 48 sums of numbers below 3 err by less than 48 * 3 * 2^-53 = 2e-14, divided by a slope above
    // 0.01 where no room has ended.
    EXPECT_NEAR(Number(changes[k].abs().max()),
                RadiusByBisection(rooms, flat, std::abs(Number(amounts[k]))), 1e-10)
        << k;
  }
  EXPECT_GT(reached, 20);
}

}  // namespace
}  // namespace labelrep
