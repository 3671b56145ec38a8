#include "lib/eval/loss.h"

#include <cmath>

#include "ATen/Functions.h"
#include "gtest/gtest.h"
#include "lib/base/random_stream.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

constexpr int64_t kBatch = 3;
constexpr int32_t kClasses = 4;

LabelTensors InDouble(const LabelSet& labels) {
  LabelTensors tensors = MakeLabelTensors(labels, at::kCPU);
  tensors.values = tensors.values.to(at::kDouble);
  return tensors;
}

at::Tensor RandomOutputs(std::vector<int64_t> shape) {
  RandomStream random(5, "outputs");
  at::Tensor outputs = at::empty(shape, at::kDouble);
  double* values = outputs.mutable_data_ptr<double>();
  for (int64_t i = 0; i < outputs.numel(); ++i) values[i] = 2 * random.NextNormal();
  return outputs;
}

at::Tensor Classes() { return at::tensor({2, 0, 3}, at::kLong); }

// Central differences in float64 with step h err by about h^2 + 1e-16 / h: below 1e-9 at h = 1e-6,
// but where the second derivative of smooth L1 jumps, by up to h / elements.
void ExpectGradientIsNumerical(const LabelSet& labels, std::vector<int64_t> shape) {
  const LabelTensors tensors = InDouble(labels);
  at::Tensor outputs = RandomOutputs(shape).requires_grad_();
  LabelLoss(outputs, Classes(), tensors).backward();
  const at::Tensor gradient = outputs.grad().flatten();
  const at::Tensor point = outputs.detach().clone();
  double* values = point.mutable_data_ptr<double>();
  constexpr double kStep = 1e-6;
  for (int64_t i = 0; i < point.numel(); ++i) {
    const double here = values[i];
    values[i] = here + kStep;
    const double above = LabelLoss(point, Classes(), tensors).item<double>();
    values[i] = here - kStep;
    const double below = LabelLoss(point, Classes(), tensors).item<double>();
    values[i] = here;
    EXPECT_NEAR(gradient[i].item<double>(), (above - below) / (2 * kStep), 1e-7) << i;
  }
}

TEST(LossTest, CrossEntropyGradient) {
  ExpectGradientIsNumerical(SyntheticCategoryLabels(kClasses), {kBatch, kClasses});
}

TEST(LossTest, SmoothedCrossEntropyGradient) {
  ExpectGradientIsNumerical(SyntheticCategoryLabels(kClasses, 0.1), {kBatch, kClasses});
}

TEST(LossTest, SmoothL1Gradient) {
  ExpectGradientIsNumerical(SyntheticRegressionLabels(kClasses, {2, 3}), {kBatch, 2, 3});
}

TEST(LossTest, CrossEntropyByHand) {
  const at::Tensor outputs = at::tensor({std::log(2.0), std::log(6.0)}).view({1, 2});
  const at::Tensor classes = at::tensor({0}, at::kLong);
  // Probabilities 1/4 and 3/4.
  EXPECT_NEAR(LabelLoss(outputs, classes, InDouble(SyntheticCategoryLabels(2))).item<double>(),
              std::log(4.0), 1e-6);
  // Smoothing 0.1 over two classes: targets 0.95 and 0.05.
  EXPECT_NEAR(LabelLoss(outputs, classes, InDouble(SyntheticCategoryLabels(2, 0.1))).item<double>(),
              0.95 * std::log(4.0) - 0.05 * std::log(0.75), 1e-6);
}

TEST(LossTest, SmoothL1IsTheMeanOverAllElements) {
  LabelSet labels = SyntheticRegressionLabels(2, {2});
  const float values[] = {0, 0, 10, 20};
  for (int i = 0; i < 4; ++i) labels.set_values(i, values[i]);
  const at::Tensor outputs = at::tensor({0.5f, 0.0f, 10.0f, 23.0f}).view({2, 2});
  const at::Tensor loss =
      LabelLoss(outputs, at::tensor({0, 1}, at::kLong), MakeLabelTensors(labels, at::kCPU));
  EXPECT_FLOAT_EQ(loss.item<float>(), (0.125f + 2.5f) / 4);
}

TEST(LossTest, MeanOfTheImagesOwnLossesIsTheLoss) {
  for (const LabelSet& labels :
       {SyntheticCategoryLabels(6, 0.1), SyntheticRegressionLabels(kClasses, {2, 3})}) {
    const LabelTensors tensors = InDouble(labels);
    const at::Tensor outputs = RandomOutputs({kBatch, 6});
    const at::Tensor losses = LabelLosses(outputs, Classes(), tensors);
    ASSERT_EQ(losses.sizes(), at::IntArrayRef({kBatch}));
    EXPECT_NEAR(losses.mean().item<double>(), LabelLoss(outputs, Classes(), tensors).item<double>(),
                1e-14);
    const at::Tensor alone =
        LabelLosses(outputs.narrow(0, 1, 1), Classes().narrow(0, 1, 1), tensors);
    EXPECT_NEAR(losses[1].item<double>(), alone.item<double>(), 1e-14);
  }
}

TEST(LossTest, Bfloat16IsWidenedFirst) {
  const LabelTensors tensors = MakeLabelTensors(SyntheticRegressionLabels(kClasses, {6}), at::kCPU);
  const at::Tensor outputs = RandomOutputs({kBatch, 6}).to(at::kBFloat16);
  const at::Tensor loss = LabelLoss(outputs, Classes(), tensors);
  EXPECT_EQ(loss.scalar_type(), at::kFloat);
  EXPECT_TRUE(at::equal(loss, LabelLoss(outputs.to(at::kFloat), Classes(), tensors)));
}

}  // namespace
}  // namespace labelrep
