#include "lib/embed/distance_blocks.h"

#include "ATen/TensorOperators.h"
#include "ATen/ops/allclose.h"
#include "ATen/ops/arange.h"
#include "ATen/ops/empty.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

// More points than a block has rows.
TEST(DistanceBlocksTest, BlocksHoldTheDistancesOfAllPoints) {
  constexpr int64_t kPoints = 700;
  const at::Tensor numbers = at::arange(kPoints * 3, at::kFloat).view({kPoints, 3});
  const at::Tensor points = (numbers * 0.37).sin() * 5 + 100;
  at::Tensor found = at::empty({kPoints, kPoints}, at::kDouble);
  int64_t next = 0;
  ForEachDistanceBlock(points, [&](int64_t first, const at::Tensor& squared) {
    EXPECT_EQ(first, next);
    next = first + squared.size(0);
    found.narrow(0, first, squared.size(0)).copy_(squared);
  });
  EXPECT_EQ(next, kPoints);
  const at::Tensor wide = points.to(at::kDouble);
  const at::Tensor expected = (wide.unsqueeze(1) - wide.unsqueeze(0)).square().sum(2);
  // Squares of up to 100, and 2^-52 of each: far below 1e-12.
  EXPECT_TRUE(at::allclose(found, expected, /*rtol=*/0, /*atol=*/1e-12));
  EXPECT_EQ(found.diagonal().abs().max().item<double>(), 0);
  EXPECT_GE(found.min().item<double>(), 0);
}

}  // namespace
}  // namespace labelrep
