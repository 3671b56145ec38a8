#include "models/initialize.h"

#include <cmath>
#include <memory>
#include <string>

#include "ATen/Functions.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/random_stream.h"
#include "lib/base/status_matchers.h"
#include "models/layers.h"
#include "models/registry.h"

namespace labelrep {
namespace {

// A false failure of a fixed seed is a change of the streams; the bounds below are 5 standard
// errors, which a fresh draw exceeds with probability 6e-7.
constexpr double kStandardErrors = 5;

// Standard error of the mean of n normal draws: std / sqrt(n); of their standard deviation:
// std / sqrt(2 n).
void ExpectNormal(const at::Tensor& values, double std) {
  const double n = static_cast<double>(values.numel());
  EXPECT_NEAR(values.mean().item<double>(), 0, kStandardErrors * std / std::sqrt(n));
  EXPECT_NEAR(values.std().item<double>(), std, kStandardErrors * std / std::sqrt(2 * n));
}

// A uniform on [-b, b) has standard deviation b / sqrt(3) and kurtosis 9/5, so that the standard
// error of its sample's is std * sqrt((9/5 - 1) / (4 n)).
void ExpectUniform(const at::Tensor& values, double bound) {
  const double n = static_cast<double>(values.numel());
  const double std = bound / std::sqrt(3.0);
  EXPECT_LE(values.abs().max().item<double>(), bound * (1 + 1e-6));
  EXPECT_NEAR(values.mean().item<double>(), 0, kStandardErrors * std / std::sqrt(n));
  EXPECT_NEAR(values.std().item<double>(), std, kStandardErrors * std * std::sqrt(0.2 / n));
}

at::Tensor Parameter(const Classifier& model, const std::string& name) {
  return FindTensor(model.Parameters(), name).detach();
}

TEST(InitializeTest, ResNetAndDecoderFollowTheProtocol) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto model,
                                MakeInitializedClassifier("resnet8", {64, 64}, 11));
  ExpectNormal(Parameter(*model, "encoder.conv1.weight"), std::sqrt(2.0 / (9 * 16)));
  ExpectNormal(Parameter(*model, "encoder.layer3.0.conv2.weight"), std::sqrt(2.0 / (9 * 64)));
  ExpectNormal(Parameter(*model, "encoder.layer3.0.shortcut.0.weight"), std::sqrt(2.0 / 64));
  EXPECT_TRUE((Parameter(*model, "encoder.bn1.weight") == 1).all().item<bool>());
  EXPECT_TRUE((Parameter(*model, "encoder.bn1.bias") == 0).all().item<bool>());
  ExpectUniform(Parameter(*model, "head.linear.weight"), 1 / std::sqrt(64.0));
  ExpectUniform(Parameter(*model, "head.linear.bias"), 1 / std::sqrt(64.0));
  // Fan-in as PyTorch counts it: 64, 32 outputs times the kernel of 4x4.
  ExpectUniform(Parameter(*model, "head.deconv1.weight"), 1 / std::sqrt(64 * 16.0));
  ExpectUniform(Parameter(*model, "head.deconv2.weight"), 1 / std::sqrt(32 * 16.0));
  EXPECT_TRUE((Parameter(*model, "head.norm0.weight") == 1).all().item<bool>());
  const NamedTensors buffers = model->Buffers();
  EXPECT_TRUE((FindTensor(buffers, "head.norm1.running_mean") == 0).all().item<bool>());
  EXPECT_TRUE((FindTensor(buffers, "head.norm1.running_var") == 1).all().item<bool>());
}

TEST(InitializeTest, LinearHeadFollowsTheEncodersRule) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto resnet, MakeInitializedClassifier("resnet8", {100}, 11));
  ExpectUniform(Parameter(*resnet, "head.weight"), 1 / std::sqrt(64.0));
  ExpectUniform(Parameter(*resnet, "head.bias"), 1 / std::sqrt(64.0));
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto vgg, MakeInitializedClassifier("vgg_slim", {100}, 11));
  ExpectNormal(Parameter(*vgg, "head.weight"), 0.01);
  EXPECT_TRUE((Parameter(*vgg, "head.bias") == 0).all().item<bool>());
  ExpectNormal(Parameter(*vgg, "encoder.features.3.weight"), std::sqrt(2.0 / (9 * 8)));
  EXPECT_TRUE((Parameter(*vgg, "encoder.features.3.bias") == 0).all().item<bool>());
}

TEST(InitializeTest, DrawsFromTheStreamOfTheParametersNameInRowMajorOrder) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto model, MakeInitializedClassifier("resnet8", {10}, 4));
  RandomStream normal(4, "init/encoder.conv1.weight");
  const at::Tensor conv = Parameter(*model, "encoder.conv1.weight").reshape(-1);
  for (int i = 0; i < 20; ++i) {
    const auto expected = static_cast<float>(std::sqrt(2.0 / (9 * 16)) * normal.NextNormal());
    EXPECT_EQ(conv[i].item<float>(), expected) << i;
  }
  RandomStream uniform(4, "init/head.weight");
  const at::Tensor head = Parameter(*model, "head.weight").reshape(-1);
  for (int i = 0; i < 20; ++i) {
    const auto expected = static_cast<float>(0.125 * (2.0 * uniform.NextFloat() - 1.0));
    EXPECT_EQ(head[i].item<float>(), expected) << i;
  }
}

TEST(InitializeTest, MemoryFormatDoesNotChangeTheDraws) {
  Conv2d row_major(3, 16, {}), channels_last(3, 16, {});
  at::Tensor weight = channels_last.parameters()[0];
  weight.set_data(weight.contiguous(at::MemoryFormat::ChannelsLast));
  for (Conv2d* layer : {&row_major, &channels_last}) {
    torch::nn::Module model;
    model.register_module("conv", std::shared_ptr<Conv2d>(layer, [](Conv2d*) {}));
    ASSERT_OK(InitializeParameters(model, 4));
  }
  EXPECT_TRUE(at::equal(row_major.parameters()[0], weight));
  EXPECT_FALSE(weight.is_contiguous());
}

class ModuleWithForeignParameter : public torch::nn::Module {
 public:
  ModuleWithForeignParameter() {
    register_module("norm", std::make_shared<BatchNorm>(2));
    register_parameter("scale", at::zeros({1}));
  }
};

TEST(InitializeTest, RefusesAParameterWithoutARule) {
  ModuleWithForeignParameter model;
  EXPECT_THAT(InitializeParameters(model, 0),
              StatusIs(absl::StatusCode::kFailedPrecondition, "parameter scale has no stated"));
}

}  // namespace
}  // namespace labelrep
