#include "models/decoder_head.h"

#include <string>

#include "ATen/Functions.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "models/initialize.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

at::Tensor Feature(int64_t n, int64_t size) {
  return at::arange(n * size, at::kFloat).reshape({n, size}).sin();
}

TEST(DecoderHeadTest, SizeIsSixteenTimesTheFirstKernel) {
  DecoderHead large(512, 4), small(64, 3);
  EXPECT_THAT(large.Forward(Feature(2, 512)).sizes().vec(), ElementsAre(2, 64, 64));
  EXPECT_THAT(small.Forward(Feature(2, 64)).sizes().vec(), ElementsAre(2, 48, 48));
}

TEST(DecoderHeadTest, BatchNormAndLeakyReluStandBetweenTheConvolutionsOnly) {
  DecoderHead head(64, 4);
  ASSERT_OK(InitializeParameters(head, 1));
  head.eval();
  // The last layer is the convolution: its bias moves every output by as much, below zero too.
  const at::Tensor before = head.Forward(Feature(2, 64));
  at::Tensor bias = head.named_parameters()["deconv5.bias"];
  bias.set_data(bias.detach() - 100);
  EXPECT_TRUE(at::allclose(head.Forward(Feature(2, 64)), before - 100, 0, 1e-4));
  for (const std::string name : {"norm0", "norm1", "norm2", "norm3", "norm4"}) {
    EXPECT_TRUE(head.named_buffers().contains(name + ".running_mean")) << name;
  }
  EXPECT_EQ(head.named_buffers().size(), 10);
}

TEST(DecoderHeadTest, EvaluationDoesNotDependOnTheRestOfTheBatch) {
  DecoderHead head(64, 4);
  ASSERT_OK(InitializeParameters(head, 1));
  head.eval();
  const at::Tensor features = Feature(3, 64);
  const at::Tensor together = head.Forward(features);
  const at::Tensor alone = head.Forward(features.narrow(0, 1, 1));
  // Different kernels may be chosen for another batch size: rounding of a few float32 units.
  EXPECT_TRUE(at::allclose(alone[0], together[1], 1e-4, 1e-5));
}

TEST(DecoderHeadTest, LeavesTheFeaturesAsTheyWere) {
  DecoderHead head(64, 4);
  ASSERT_OK(InitializeParameters(head, 1));
  const at::Tensor features = Feature(2, 64);
  const at::Tensor copy = features.clone();
  for (const bool training : {true, false}) {
    head.train(training);
    head.Forward(features);
    EXPECT_TRUE(at::equal(features, copy));
  }
}

}  // namespace
}  // namespace labelrep
