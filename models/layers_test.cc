#include "models/layers.h"

#include <cmath>

#include "ATen/Functions.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

void Set(const torch::nn::Module& layer, const std::string& name, const at::Tensor& values) {
  at::Tensor parameter = layer.named_parameters()[name];
  parameter.set_data(values.reshape(parameter.sizes()).contiguous());
}

TEST(LayersTest, LinearByHand) {
  Linear layer(2, 2);
  Set(layer, "weight", at::tensor({1.0f, 2.0f, 3.0f, 4.0f}));
  Set(layer, "bias", at::tensor({0.5f, -0.5f}));
  const at::Tensor output = layer.Forward(at::tensor({10.0f, 1.0f}).reshape({1, 2}));
  EXPECT_TRUE(at::equal(output, at::tensor({12.5f, 33.5f}).reshape({1, 2})));
}

TEST(LayersTest, ConvolutionByHand) {
  Conv2d layer(1, 1, {.kernel = 2, .stride = 2, .padding = 0, .bias = true});
  Set(layer, "weight", at::tensor({1.0f, 10.0f, 100.0f, 1000.0f}));
  Set(layer, "bias", at::tensor({0.5f}));
  const at::Tensor output = layer.Forward(at::arange(8, at::kFloat).reshape({1, 1, 2, 4}));
  // Rows 0 1 2 3 and 4 5 6 7.
  EXPECT_TRUE(at::equal(output, at::tensor({5410.5f, 7632.5f}).reshape({1, 1, 1, 2})));
}

TEST(LayersTest, TransposedConvolutionByHand) {
  ConvTranspose2d layer(1, 1, {.kernel = 2, .stride = 1, .padding = 0, .bias = true});
  Set(layer, "weight", at::tensor({1.0f, 2.0f, 3.0f, 4.0f}));
  Set(layer, "bias", at::tensor({1.0f}));
  const at::Tensor output = layer.Forward(at::full({1, 1, 1, 1}, 10.0f));
  EXPECT_TRUE(at::equal(output, at::tensor({11.0f, 21.0f, 31.0f, 41.0f}).reshape({1, 1, 2, 2})));
}

TEST(LayersTest, ConvolutionWithoutBiasHasNone) {
  const Conv2d layer(3, 4, {.kernel = 3, .bias = false});
  EXPECT_THAT(layer.named_parameters().keys(), ElementsAre("weight"));
}

TEST(LayersTest, BatchNormTrainsOnTheBatchAndEvaluatesOnRunningStatistics) {
  BatchNorm layer(1);
  Set(layer, "weight", at::ones({1}));
  const at::Tensor batch = at::tensor({1.0f, 3.0f}).reshape({2, 1});
  // Mean 2, biased variance 1; eps 1e-5.
  const double scale = 1 / std::sqrt(1 + 1e-5);
  layer.train();
  const at::Tensor trained = layer.Forward(batch);
  EXPECT_NEAR(trained[0][0].item<double>(), -scale, 1e-6);
  EXPECT_NEAR(trained[1][0].item<double>(), scale, 1e-6);
  // Momentum 0.1, unbiased variance 2.
  EXPECT_NEAR(layer.named_buffers()["running_mean"].item<double>(), 0.2, 1e-6);
  EXPECT_NEAR(layer.named_buffers()["running_var"].item<double>(), 0.9 + 0.1 * 2, 1e-6);
  layer.eval();
  EXPECT_NEAR(layer.Forward(batch)[0][0].item<double>(), (1 - 0.2) / std::sqrt(1.1 + 1e-5), 1e-6);
}

}  // namespace
}  // namespace labelrep
