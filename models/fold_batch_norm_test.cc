#include "models/fold_batch_norm.h"

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "ATen/Functions.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "c10/core/GradMode.h"
#include "gtest/gtest.h"
#include "lib/base/random_stream.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/model_storage.h"
#include "models/layers.h"
#include "models/registry.h"

namespace labelrep {
namespace {

struct Case {
  std::string encoder;
  std::vector<int32_t> label_shape;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.encoder; }

at::Tensor Normals(at::IntArrayRef shape, const std::string& purpose) {
  RandomStream random(5, purpose);
  at::Tensor tensor = at::empty(shape, at::kDouble);
  double* values = tensor.mutable_data_ptr<double>();
  for (int64_t i = 0; i < tensor.numel(); ++i) values[i] = random.NextNormal();
  return tensor;
}

at::Tensor Images() { return Normals({3, 3, 32, 32}, "images"); }

// In evaluation mode, with norms that are far from the identity.
std::shared_ptr<Classifier> TrainedModel(const Case& c, at::ScalarType dtype) {
  auto model = MakeInitializedClassifier(c.encoder, c.label_shape, /*seed=*/2).value();
  const c10::AutoGradMode no_grad(false);
  for (const auto& [name, buffer] : model->Buffers()) {
    const at::Tensor draws = Normals(buffer.sizes(), name);
    const bool is_variance = absl::StrContains(name, "var");
    buffer.copy_(is_variance ? draws.square() + 0.3 : 0.2 * draws);
  }
  for (const auto& [name, parameter] : model->Parameters()) {
    if (parameter.dim() == 1) parameter.add_(0.2 * Normals(parameter.sizes(), name));
  }
  ConvertTo(dtype, *model);
  model->SetTraining(false);
  return model;
}

// max |a - b| / max |b|
double Difference(const at::Tensor& a, const at::Tensor& b) {
  return ((a - b).abs().max() / b.abs().max()).item<double>();
}

class FoldBatchNormTest : public ::testing::TestWithParam<Case> {};

// Rounding of n layers adds up to about n * 2^-53: below 1e-14 at 20 layers; the rest is for
// layers that amplify.
TEST_P(FoldBatchNormTest, SameOutputsAndInputGradientsInFloat64) {
  const auto model = TrainedModel(GetParam(), at::kDouble);
  const at::Tensor images = Images().requires_grad_();
  const at::Tensor before = model->Forward(images);
  before.square().sum().backward();
  const at::Tensor gradient = images.grad().clone();
  images.mutable_grad().zero_();
  FoldBatchNorm(*model);
  const at::Tensor after = model->Forward(images);
  after.square().sum().backward();
  EXPECT_LE(Difference(after, before), 1e-10);
  EXPECT_LE(Difference(images.grad(), gradient), 1e-10);
}

// As above with 2^-24: 20 layers err by 1e-6, and amplify it about as much as in float64.
TEST_P(FoldBatchNormTest, SameOutputsInFloat32) {
  const auto model = TrainedModel(GetParam(), at::kFloat);
  const c10::AutoGradMode no_grad(false);
  const at::Tensor images = Images().to(at::kFloat);
  const at::Tensor before = model->Forward(images);
  FoldBatchNorm(*model);
  EXPECT_LE(Difference(model->Forward(images), before), 1e-4);
}

TEST_P(FoldBatchNormTest, FoldingTwiceIsFoldingOnce) {
  const auto model = TrainedModel(GetParam(), at::kFloat);
  const c10::AutoGradMode no_grad(false);
  FoldBatchNorm(*model);
  const at::Tensor once = model->Forward(Images().to(at::kFloat));
  FoldBatchNorm(*model);
  EXPECT_TRUE(at::equal(model->Forward(Images().to(at::kFloat)), once));
}

INSTANTIATE_TEST_SUITE_P(Models, FoldBatchNormTest,
                         ::testing::Values(Case{"resnet8", {10}}, Case{"resnet8", {64, 64}},
                                           Case{"resnet8", {48, 48}}, Case{"vgg_slim", {10}},
                                           Case{"vgg_slim", {64, 64}}),
                         [](const ::testing::TestParamInfo<Case>& info) {
                           return absl::StrCat(info.param.encoder, "_", info.param.label_shape[0]);
                         });

TEST(FoldBatchNormDeathTest, AFoldedNormIsNotTrained) {
  const auto conv = std::make_shared<Conv2d>(1, 2, ConvOptions{});
  BatchNorm norm(2, conv);
  norm.FoldIntoConvolution();
  norm.train();
  const at::Tensor input = at::zeros({2, 2});
  EXPECT_DEATH(norm.Forward(input), "cannot be trained");
}

TEST(FoldBatchNormTest, ModelsThatAreNotFoldedKeepTheirParameters) {
  const auto model = TrainedModel({"resnet8", {10}}, at::kFloat);
  EXPECT_FALSE(FindTensor(model->Parameters(), "encoder.conv1.bias").defined());
  // 9 convolutions, 9 norms, the head.
  EXPECT_EQ(model->Parameters().size(), 29);
}

}  // namespace
}  // namespace labelrep
