#include "lib/saliency/map_extent.h"

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

// One image of 8 x 8 with ones in a box.
at::Tensor Box(int64_t top, int64_t left, int64_t height, int64_t width) {
  at::Tensor map = at::zeros({1, 8, 8}, at::kDouble);
  map.narrow(1, top, height).narrow(2, left, width).fill_(1);
  return map;
}

double Covered(const at::Tensor& map) { return CoveredShares(map)[0].item<double>(); }
double Central(const at::Tensor& map) { return CentralShares(map)[0].item<double>(); }

TEST(CoveredSharesTest, IsThePixelsOfAnEvenMapWhateverItsHeightAndPlace) {
  EXPECT_DOUBLE_EQ(Covered(Box(0, 0, 8, 8)), 1);
  EXPECT_DOUBLE_EQ(Covered(Box(2, 2, 4, 4)), 0.25);
  EXPECT_DOUBLE_EQ(Covered(Box(0, 3, 4, 4) * 17), 0.25);
  EXPECT_DOUBLE_EQ(Covered(Box(5, 5, 1, 1)), 1.0 / 64);
}

TEST(CoveredSharesTest, CountsLittleForLittle) {
  // (1 + 0.5)^2 / (1 + 0.25) = 1.8 pixels.
  EXPECT_DOUBLE_EQ(Covered(Box(0, 0, 1, 1) + Box(1, 1, 1, 1) * 0.5), 1.8 / 64);
}

TEST(CentralSharesTest, IsOfTheMiddleBox) {
  EXPECT_DOUBLE_EQ(Central(Box(0, 0, 8, 8)), 0.25);
  EXPECT_DOUBLE_EQ(Central(Box(2, 2, 4, 4)), 1);
  EXPECT_DOUBLE_EQ(Central(Box(0, 0, 2, 8)), 0);
  EXPECT_DOUBLE_EQ(Central(Box(2, 0, 4, 4)), 0.5) << "half of it is left of the middle";
}

TEST(MapExtentTest, AMapThatIsZeroEverywhereHasNone) {
  const at::Tensor maps = at::cat({at::zeros({1, 8, 8}, at::kDouble), Box(2, 2, 1, 1)});
  EXPECT_EQ(CoveredShares(maps)[0].item<double>(), 0);
  EXPECT_EQ(CentralShares(maps)[0].item<double>(), 0);
  EXPECT_DOUBLE_EQ(CentralShares(maps)[1].item<double>(), 1) << "the others are on their own";
}

}  // namespace
}  // namespace labelrep
