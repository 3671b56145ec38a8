#include "lib/eval/loss.h"

#include <cmath>
#include <utility>
#include <vector>

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "gtest/gtest.h"
#include "lib/base/random_stream.h"
#include "lib/eval/label_tensors.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

constexpr int64_t kBatch = 3;
constexpr int32_t kClasses = 4;

LabelTensors InDouble(const LabelSet& labels) {
  return MakeLabelTensors(labels, at::kCPU, at::kDouble);
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
void ExpectGradientIsNumerical(const LossFunction& loss, const at::Tensor& targets,
                               std::vector<int64_t> shape) {
  at::Tensor outputs = RandomOutputs(shape).requires_grad_();
  loss.Mean(outputs, targets).backward();
  const at::Tensor gradient = outputs.grad().flatten();
  const at::Tensor point = outputs.detach().clone();
  double* values = point.mutable_data_ptr<double>();
  constexpr double kStep = 1e-6;
  for (int64_t i = 0; i < point.numel(); ++i) {
    const double here = values[i];
    values[i] = here + kStep;
    const double above = loss.Mean(point, targets).item<double>();
    values[i] = here - kStep;
    const double below = loss.Mean(point, targets).item<double>();
    values[i] = here;
    EXPECT_NEAR(gradient[i].item<double>(), (above - below) / (2 * kStep), 1e-7) << i;
  }
}

void ExpectGradientIsNumerical(const LabelSet& labels, std::vector<int64_t> shape) {
  const LabelTensors tensors = InDouble(labels);
  ExpectGradientIsNumerical(tensors.loss, tensors.Targets(Classes()), std::move(shape));
}

// Of each image's own class and another, as mixed images have.
at::Tensor MixedTargets(const LabelTensors& tensors) {
  return 0.25 * tensors.values.index_select(0, Classes()) +
         0.75 * tensors.values.index_select(0, at::tensor({1, 0, 2}, at::kLong));
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

TEST(LossTest, GradientToMixedTargets) {
  for (const double smoothing : {0.0, 0.1}) {
    const LabelTensors category = InDouble(SyntheticCategoryLabels(kClasses, smoothing));
    ExpectGradientIsNumerical(category.loss, MixedTargets(category), {kBatch, kClasses});
  }
  const LabelTensors regression = InDouble(SyntheticRegressionLabels(kClasses, {2, 3}));
  ExpectGradientIsNumerical(regression.loss, MixedTargets(regression), {kBatch, 2, 3});
}

TEST(LossTest, ProbabilitiesOfOneClassAreItsIndex) {
  for (const double smoothing : {0.0, 0.1}) {
    const LabelTensors tensors = InDouble(SyntheticCategoryLabels(kClasses, smoothing));
    const at::Tensor outputs = RandomOutputs({kBatch, kClasses});
    const at::Tensor rows = tensors.values.index_select(0, Classes());
    EXPECT_LE((tensors.loss.PerImage(outputs, rows) - tensors.loss.PerImage(outputs, Classes()))
                  .abs()
                  .max()
                  .item<double>(),
              1e-14);
  }
}

TEST(LossTest, CrossEntropyToMixedTargetsIsTheMixOfTheLosses) {
  const LabelTensors tensors = InDouble(SyntheticCategoryLabels(kClasses));
  const at::Tensor outputs = RandomOutputs({kBatch, kClasses});
  const at::Tensor expected =
      0.25 * tensors.loss.PerImage(outputs, Classes()) +
      0.75 * tensors.loss.PerImage(outputs, at::tensor({1, 0, 2}, at::kLong));
  const at::Tensor found = tensors.loss.PerImage(outputs, MixedTargets(tensors));
  EXPECT_LE((found - expected).abs().max().item<double>(), 1e-14);
}

TEST(LossTest, TargetsOfAnotherShapeAreRefused) {
  const LossFunction loss{.kind = LabelSet::SMOOTH_L1};
  EXPECT_THROW(loss.Mean(at::zeros({2, 6}), at::zeros({1, 6})), c10::Error);
  EXPECT_THROW(loss.PerImage(at::zeros({2, 6}), at::zeros({2, 1})), c10::Error);
  EXPECT_NO_THROW(loss.Mean(at::zeros({2, 2, 3}), at::zeros({2, 6})));
}

TEST(LossTest, CrossEntropyByHand) {
  const at::Tensor outputs = at::tensor({std::log(2.0), std::log(6.0)}).view({1, 2});
  const at::Tensor classes = at::tensor({0}, at::kLong);
  // Probabilities 1/4 and 3/4.
  EXPECT_NEAR(LossFunction{.kind = LabelSet::CROSS_ENTROPY}.Mean(outputs, classes).item<double>(),
              std::log(4.0), 1e-6);
  // Smoothing 0.1 over two classes: targets 0.95 and 0.05.
  const LossFunction smoothed{.kind = LabelSet::CROSS_ENTROPY, .label_smoothing = 0.1};
  EXPECT_NEAR(smoothed.Mean(outputs, classes).item<double>(),
              0.95 * std::log(4.0) - 0.05 * std::log(0.75), 1e-6);
}

TEST(LossTest, SmoothL1IsTheMeanOverAllElements) {
  const LossFunction loss{.kind = LabelSet::SMOOTH_L1};
  const at::Tensor outputs = at::tensor({0.5f, 0.0f, 10.0f, 23.0f}).view({2, 2});
  const at::Tensor targets = at::tensor({0.0f, 0.0f, 10.0f, 20.0f}).view({2, 2});
  EXPECT_FLOAT_EQ(loss.Mean(outputs, targets).item<float>(), (0.125f + 2.5f) / 4);
  const at::Tensor losses = loss.PerImage(outputs, targets);
  EXPECT_FLOAT_EQ(losses[0].item<float>(), 0.125f / 2);
  EXPECT_FLOAT_EQ(losses[1].item<float>(), 2.5f / 2);
}

TEST(LossTest, MeanOfTheImagesOwnLossesIsTheLoss) {
  for (const LabelSet& labels :
       {SyntheticCategoryLabels(6, 0.1), SyntheticRegressionLabels(kClasses, {2, 3})}) {
    const LabelTensors tensors = InDouble(labels);
    const at::Tensor outputs = RandomOutputs({kBatch, 6});
    const at::Tensor targets = tensors.Targets(Classes());
    const at::Tensor losses = tensors.loss.PerImage(outputs, targets);
    ASSERT_EQ(losses.sizes(), at::IntArrayRef({kBatch}));
    EXPECT_NEAR(losses.mean().item<double>(), tensors.loss.Mean(outputs, targets).item<double>(),
                1e-14);
    const at::Tensor alone =
        tensors.loss.PerImage(outputs.narrow(0, 1, 1), targets.narrow(0, 1, 1));
    EXPECT_NEAR(losses[1].item<double>(), alone.item<double>(), 1e-14);
  }
}

TEST(LossTest, Bfloat16IsWidenedFirst) {
  const LabelTensors tensors = MakeLabelTensors(SyntheticRegressionLabels(kClasses, {6}), at::kCPU);
  const at::Tensor targets = tensors.Targets(Classes());
  const at::Tensor outputs = RandomOutputs({kBatch, 6}).to(at::kBFloat16);
  const at::Tensor loss = tensors.loss.Mean(outputs, targets);
  EXPECT_EQ(loss.scalar_type(), at::kFloat);
  EXPECT_TRUE(at::equal(loss, tensors.loss.Mean(outputs.to(at::kFloat), targets)));
}

}  // namespace
}  // namespace labelrep
