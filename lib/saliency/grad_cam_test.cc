#include "lib/saliency/grad_cam.h"

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

at::Tensor Map(at::ArrayRef<double> values, int64_t width) {
  return at::tensor(values, at::kDouble).view({1, -1, width});
}

void ExpectNear(const at::Tensor& found, const at::Tensor& expected, double tolerance) {
  ASSERT_EQ(found.sizes(), expected.sizes());
  EXPECT_LE((found - expected).abs().max().item<double>(), tolerance) << found;
}

TEST(GradCamTest, WeightsChannelsByTheirMeanGradientAndDropsWhatLowersTheScore) {
  const at::Tensor activations =
      at::tensor(at::ArrayRef<double>({1, 2, 3, 4, 5, 0, 1, 1}), at::kDouble).view({1, 2, 2, 2});
  const at::Tensor gradients =
      at::tensor(at::ArrayRef<double>({4, 0, 0, 0, -1, -3, 0, 0}), at::kDouble).view({1, 2, 2, 2});
  // Weights are 1 and -1.
  ExpectNear(GradCam(activations, gradients), Map({0, 2, 2, 3}, 2), 0);
}

TEST(LargestOverChannelsTest, IsOfAbsoluteValues) {
  const at::Tensor gradients =
      at::tensor(at::ArrayRef<double>({1, -2, -5, 1, 3, 0}), at::kDouble).view({1, 3, 1, 2});
  ExpectNear(LargestOverChannels(gradients), Map({5, 2}, 2), 0);
}

TEST(ScaleToUnitTest, ScalesEachMapOnItsOwn) {
  const at::Tensor maps = at::cat({Map({1, 2, 3, 5}, 2), Map({-10, 0, 10, 30}, 2)});
  const at::Tensor expected = at::cat({Map({0, 0.25, 0.5, 1}, 2), Map({0, 0.25, 0.5, 1}, 2)});
  // What keeps from dividing by 0 is 1e-7 of a maximum of 4.
  ExpectNear(ScaleToUnit(maps), expected, 3e-8);
}

TEST(ScaleToUnitTest, AMapThatIsTheSameEverywhereIsZero) {
  ExpectNear(ScaleToUnit(Map({7, 7, 7, 7}, 2)), Map({0, 0, 0, 0}, 2), 0);
}

TEST(ImageMapsTest, ResizesBilinearlyBetweenTheMiddlesOfPixels) {
  // The middles of four pixels stand at -1/4, 1/4, 3/4 and 5/4 between those of two; the outermost
  // two are held to the edge.
  const at::Tensor row = Map({0, 0.25, 0.75, 1}, 4);
  ExpectNear(ImageMaps(Map({2, 4, 2, 4}, 2), 4), row.expand({1, 4, 4}), 2e-7);
}

TEST(ImageMapsTest, ScalesAgainAfterTheResize) {
  // A peak between the middles of its neighbours would not reach 1, nor its surroundings 0.
  const at::Tensor maps = ImageMaps(at::rand({5, 3, 3}, at::kDouble), 10);
  EXPECT_EQ(maps.amin().item<double>(), 0);
  ExpectNear(maps.amax({1, 2}), at::ones({5}, at::kDouble), 1e-6);
}

}  // namespace
}  // namespace labelrep
