#include "lib/train/training_step.h"

#include "ATen/Functions.h"
#include "gtest/gtest.h"
#include "lib/eval/fake_classifier.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

Batch MakeBatch() {
  const ResidentImages images(FakeImages(/*count=*/12, /*num_classes=*/3, /*seed=*/1), at::kCPU);
  return Batches::InOrder(images, {.batch_size = 12}).Get(0);
}

class TrainingStepTest : public ::testing::TestWithParam<bool> {};

TEST_P(TrainingStepTest, ReturnsTheLossBeforeTheUpdateAndLowersIt) {
  const bool bf16_autocast = GetParam();
  const LabelTensors labels = MakeLabelTensors(SyntheticCategoryLabels(3), at::kCPU);
  FakeClassifier model({3}, /*seed=*/7);
  Sgd sgd(TensorsOf(model.Parameters()), {.momentum = 0});
  const Batch batch = MakeBatch();
  const double unmoved = TrainingStep(model, batch, labels, bf16_autocast, 0, sgd).item<double>();
  const double first = TrainingStep(model, batch, labels, bf16_autocast, 0.01, sgd).item<double>();
  // A step of rate 0 changes nothing that the loss in training mode depends on.
  EXPECT_EQ(first, unmoved);
  const double second = TrainingStep(model, batch, labels, bf16_autocast, 0.01, sgd).item<double>();
  EXPECT_LT(second, first);
}

TEST_P(TrainingStepTest, LeavesNoGradientBehind) {
  const LabelTensors labels = MakeLabelTensors(SyntheticRegressionLabels(3, {4, 4}), at::kCPU);
  FakeClassifier model({4, 4}, /*seed=*/7);
  Sgd sgd(TensorsOf(model.Parameters()), {});
  TrainingStep(model, MakeBatch(), labels, GetParam(), 0.01, sgd);
  for (const auto& [name, parameter] : model.Parameters()) {
    EXPECT_FALSE(parameter.grad().defined()) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Precisions, TrainingStepTest, ::testing::Bool());

}  // namespace
}  // namespace labelrep
