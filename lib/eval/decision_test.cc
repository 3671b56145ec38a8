#include "lib/eval/decision.h"

#include <cmath>
#include <limits>
#include <vector>

#include "ATen/Functions.h"
#include "gtest/gtest.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

LabelSet RegressionLabels(int num_classes, const std::vector<float>& values) {
  LabelSet labels;
  for (int i = 0; i < num_classes; ++i) labels.add_class_names(std::to_string(i));
  labels.add_shape(static_cast<int>(values.size()) / num_classes);
  for (const float value : values) labels.add_values(value);
  labels.set_loss(LabelSet::SMOOTH_L1);
  labels.set_decision(LabelSet::NEAREST_LABEL);
  return labels;
}

std::vector<float> Uniform(int64_t count, float low, float high, const char* purpose) {
  RandomStream random(3, purpose);
  std::vector<float> values;
  for (int64_t i = 0; i < count; ++i) values.push_back(low + (high - low) * random.NextFloat());
  return values;
}

at::Tensor Matrix(const std::vector<float>& values, int64_t rows) {
  return at::tensor(values).view({rows, -1});
}

// One by one, in double precision.
int64_t NearestByLoop(const float* output, const std::vector<float>& labels, int64_t size) {
  int64_t best = -1;
  double best_distance = std::numeric_limits<double>::infinity();
  for (size_t label = 0; label * size < labels.size(); ++label) {
    double distance = 0;
    for (int64_t i = 0; i < size; ++i) {
      distance += std::pow(double{output[i]} - double{labels[label * size + i]}, 2);
    }
    if (distance < best_distance) {
      best_distance = distance;
      best = static_cast<int64_t>(label);
    }
  }
  return best;
}

TEST(DecisionTest, NearestLabelIsThatOfALoop) {
  // Values far from 0 with small differences, as in decibels, where uncentred products cancel.
  constexpr int64_t kClasses = 100, kSize = 256, kOutputs = 200;
  const std::vector<float> labels = Uniform(kClasses * kSize, -80, -79, "labels");
  const std::vector<float> outputs = Uniform(kOutputs * kSize, -80, -79, "outputs");
  const LabelTensors tensors = MakeLabelTensors(RegressionLabels(kClasses, labels), at::kCPU);
  const at::Tensor nearest = NearestLabel(Matrix(outputs, kOutputs), tensors);
  for (int64_t i = 0; i < kOutputs; ++i) {
    EXPECT_EQ(nearest[i].item<int64_t>(), NearestByLoop(&outputs[i * kSize], labels, kSize)) << i;
  }
}

TEST(DecisionTest, OutputsMayHaveTheLabelsShape) {
  const LabelTensors tensors =
      MakeLabelTensors(RegressionLabels(2, {0, 0, 0, 0, 1, 1, 1, 1}), at::kCPU);
  const at::Tensor outputs = at::tensor({0.2f, 0.1f, 0.9f, 1.2f}).view({1, 2, 2});
  EXPECT_EQ(NearestLabel(outputs, tensors).item<int64_t>(), 1);
}

TEST(DecisionTest, TiesGoToTheLowerIndex) {
  const LabelTensors tensors = MakeLabelTensors(RegressionLabels(3, {4, 0, 0, 0, 4, 0}), at::kCPU);
  // As near to class 1 as to the equal labels 0 and 2; then nearest to those two.
  const at::Tensor outputs = at::tensor({2.0f, 0.0f, 4.0f, 1.0f}).view({2, 2});
  EXPECT_TRUE(at::equal(NearestLabel(outputs, tensors), at::tensor({0, 0}, at::kLong)));
  EXPECT_EQ(LargestOutput(at::tensor({1.0f, 3.0f, 3.0f}).view({1, 3})).item<int64_t>(), 1);
}

TEST(DecisionTest, EqualLabelsOfManyClassesTieToo) {
  std::vector<float> labels;
  const std::vector<float> one = Uniform(4096, 0, 80, "one label");
  for (int i = 0; i < 37; ++i) labels.insert(labels.end(), one.begin(), one.end());
  const LabelTensors tensors = MakeLabelTensors(RegressionLabels(37, labels), at::kCPU);
  const at::Tensor outputs = Matrix(Uniform(5 * 4096, 0, 80, "outputs"), 5);
  EXPECT_TRUE(at::equal(NearestLabel(outputs, tensors), at::zeros({5}, at::kLong)));
}

TEST(DecisionTest, DistancesAreRelativeSquaredDistances) {
  const LabelTensors tensors = MakeLabelTensors(RegressionLabels(2, {1, 1, 5, 3}), at::kCPU);
  const at::Tensor outputs = at::tensor({2.0f, 0.0f}).view({1, 2});
  const at::Tensor found = RelativeSquaredDistances(outputs, tensors);
  // |o - l|^2 is 2 and 18; |o - centre|^2 is 1 + 4.
  EXPECT_TRUE(at::equal(found, at::tensor({-3.0f, 13.0f}).view({1, 2})));
}

TEST(DecisionTest, ThresholdIsOfTheSmoothL1LossToTheImagesOwnLabel) {
  LabelSet labels = RegressionLabels(2, {0, 0, 1, 1});
  const at::Tensor outputs = at::tensor({0.5f, -3.0f, 1.0f, 1.5f}).view({2, 2});
  const auto within = [&](double threshold) {
    labels.set_threshold(threshold);
    return WithinThreshold(outputs, at::tensor({0, 1}, at::kLong),
                           MakeLabelTensors(labels, at::kCPU))
        .to(at::kLong);
  };
  // The losses: 0.5 * 0.5^2 and 3 - 0.5, halved; 0 and 0.125, halved.
  EXPECT_TRUE(at::equal(within(1.32), at::tensor({1, 1}, at::kLong)));
  EXPECT_TRUE(at::equal(within(1.31), at::tensor({0, 1}, at::kLong)));
  EXPECT_TRUE(at::equal(within(0.0626), at::tensor({0, 1}, at::kLong)));
  EXPECT_TRUE(at::equal(within(0.0624), at::tensor({0, 0}, at::kLong)));
}

TEST(DecisionTest, ThresholdIsExclusive) {
  LabelSet labels = RegressionLabels(1, {0});
  labels.set_threshold(3.5);
  const LabelTensors tensors = MakeLabelTensors(labels, at::kCPU);
  const at::Tensor outputs = at::tensor({4.0f, 3.9f, -3.9f}).view({3, 1});  // 3.5, 3.4, 3.4
  const at::Tensor within =
      WithinThreshold(outputs, at::zeros({3}, at::TensorOptions(at::kLong)), tensors);
  EXPECT_TRUE(at::equal(within, at::tensor({0, 1, 1}, at::kLong).to(at::kBool)));
}

TEST(DecisionTest, DecidesByTheLabelSetsRule) {
  LabelSet labels = RegressionLabels(2, {3, 0, 0, 1});
  // The second output is the larger one; the squared distances are 7.01 and 8.81.
  const at::Tensor outputs = at::tensor({2.5f, 2.6f}).view({1, 2});
  EXPECT_EQ(Decide(outputs, MakeLabelTensors(labels, at::kCPU)).item<int64_t>(), 0);
  labels.set_decision(LabelSet::LARGEST_OUTPUT);
  EXPECT_EQ(Decide(outputs, MakeLabelTensors(labels, at::kCPU)).item<int64_t>(), 1);
}

}  // namespace
}  // namespace labelrep
