#include "lib/eval/evaluate.h"

#include "ATen/Functions.h"
#include "gtest/gtest.h"
#include "lib/eval/decision.h"
#include "lib/eval/fake_classifier.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

constexpr int32_t kClasses = 3;
constexpr int64_t kImages = 20;

ResidentImages Images() { return ResidentImages(FakeImages(kImages, kClasses, 1), at::kCPU); }

Evaluation EvaluateIn(int64_t batch_size, Classifier& model, const LabelSet& labels) {
  return Evaluate(model, Batches::InOrder(Images(), {.batch_size = batch_size}),
                  MakeLabelTensors(labels, at::kCPU));
}

TEST(EvaluateTest, CountsWhatOneBatchOfAllImagesSays) {
  const LabelSet labels = SyntheticRegressionLabels(kClasses, {4, 4});
  const LabelTensors tensors = MakeLabelTensors(labels, at::kCPU);
  FakeClassifier model({4, 4}, 1);
  model.SetTraining(false);
  const Batch all = Batches::InOrder(Images(), {.batch_size = kImages}).Get(0);
  const at::Tensor outputs = model.Forward(all.images);
  const int64_t nearest = at::eq(NearestLabel(outputs, tensors), all.labels).sum().item<int64_t>();
  const int64_t within = WithinThreshold(outputs, all.labels, tensors).sum().item<int64_t>();
  const double loss = tensors.loss.Mean(outputs, tensors.Targets(all.labels)).item<double>();
  for (const int64_t batch_size : {20, 7, 6}) {
    const Evaluation found = EvaluateIn(batch_size, model, labels);
    EXPECT_EQ(found.images, kImages);
    EXPECT_EQ(found.correct_by_nearest_label, nearest);
    EXPECT_EQ(found.correct_by_threshold, within);
    EXPECT_FALSE(found.correct_by_largest_output.has_value());
    // A mean of 320 terms in fp32.
    EXPECT_NEAR(found.loss, loss, 1e-6);
    EXPECT_DOUBLE_EQ(found.Accuracy(), static_cast<double>(nearest) / kImages);
  }
}

TEST(EvaluateTest, CategoryHasOnlyTheLargestOutput) {
  FakeClassifier model({kClasses}, 1);
  const Evaluation found = EvaluateIn(8, model, SyntheticCategoryLabels(kClasses));
  ASSERT_TRUE(found.correct_by_largest_output.has_value());
  EXPECT_FALSE(found.correct_by_nearest_label.has_value());
  EXPECT_FALSE(found.correct_by_threshold.has_value());
  EXPECT_DOUBLE_EQ(found.Accuracy(),
                   static_cast<double>(*found.correct_by_largest_output) / kImages);
}

TEST(EvaluateTest, NoThresholdNoCountByIt) {
  FakeClassifier model({2}, 1);
  LabelSet labels = SyntheticRegressionLabels(kClasses, {2});
  labels.clear_threshold();
  EXPECT_FALSE(EvaluateIn(8, model, labels).correct_by_threshold.has_value());
}

TEST(EvaluateTest, LeavesTheModelAsItWas) {
  FakeClassifier model({kClasses}, 1);
  const at::Tensor mean = FindTensor(model.Buffers(), "running_mean").clone();
  model.SetTraining(true);
  EvaluateIn(8, model, SyntheticCategoryLabels(kClasses));
  EXPECT_TRUE(model.IsTraining());
  EXPECT_TRUE(at::equal(mean, FindTensor(model.Buffers(), "running_mean")));
  model.SetTraining(false);
  EvaluateIn(8, model, SyntheticCategoryLabels(kClasses));
  EXPECT_FALSE(model.IsTraining());
}

}  // namespace
}  // namespace labelrep
