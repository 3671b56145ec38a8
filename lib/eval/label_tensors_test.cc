#include "lib/eval/label_tensors.h"

#include "ATen/Functions.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

LabelSet TwoLabels() {
  LabelSet labels;
  labels.add_class_names("low");
  labels.add_class_names("high");
  labels.add_shape(1);
  labels.add_shape(2);
  for (const float value : {1.0f, 2.0f, 3.0f, 6.0f}) labels.add_values(value);
  labels.set_loss(LabelSet::SMOOTH_L1);
  labels.set_decision(LabelSet::NEAREST_LABEL);
  labels.set_threshold(3.5);
  return labels;
}

TEST(LabelTensorsTest, HoldsValuesCentreAndCentredValues) {
  const LabelTensors tensors = MakeLabelTensors(TwoLabels(), at::kCPU);
  EXPECT_EQ(tensors.num_classes(), 2);
  EXPECT_TRUE(at::equal(tensors.values, at::tensor({1.0f, 2.0f, 3.0f, 6.0f}).view({2, 2})));
  EXPECT_TRUE(at::equal(tensors.centre, at::tensor({2.0f, 4.0f})));
  EXPECT_TRUE(at::equal(tensors.centred, at::tensor({-1.0f, -2.0f, 1.0f, 2.0f}).view({2, 2})));
  EXPECT_TRUE(at::equal(tensors.squared_norms, at::tensor({5.0f, 5.0f})));
}

TEST(LabelTensorsTest, CentreIsTheMeanToEightBits) {
  LabelSet labels = TwoLabels();
  // The mean becomes 4/3, in binary 1.01010101...; the nearest number of 8 bits is 1.0101011.
  labels.set_values(2, 1.0f + 2.0f / 3);
  EXPECT_EQ(MakeLabelTensors(labels, at::kCPU).centre[0].item<float>(), 1.3359375f);
}

TEST(LabelTensorsTest, DifferencesFromTheCentreAreExactInFloat64) {
  LabelSet labels = TwoLabels();
  labels.set_values(0, 1e-4f);
  const LabelTensors tensors = MakeLabelTensors(labels, at::kCPU, at::kDouble);
  EXPECT_EQ(tensors.centre.scalar_type(), at::kDouble);
  EXPECT_EQ(tensors.centred[0][0].item<double>(), double{1e-4f} - 1.5);
  EXPECT_EQ(tensors.squared_norms.scalar_type(), at::kDouble);
}

TEST(LabelTensorsTest, TakesOverTheRules) {
  LabelSet labels = TwoLabels();
  EXPECT_EQ(MakeLabelTensors(labels, at::kCPU).loss.kind, LabelSet::SMOOTH_L1);
  EXPECT_EQ(MakeLabelTensors(labels, at::kCPU).decision, LabelSet::NEAREST_LABEL);
  EXPECT_EQ(MakeLabelTensors(labels, at::kCPU).threshold, 3.5);
  labels.clear_threshold();
  EXPECT_FALSE(MakeLabelTensors(labels, at::kCPU).threshold.has_value());
  labels.set_loss(LabelSet::CROSS_ENTROPY);
  labels.set_label_smoothing(0.25);
  EXPECT_EQ(MakeLabelTensors(labels, at::kCPU).loss.label_smoothing, 0.25);
}

TEST(LabelTensorsTest, TargetsAreWhatTheLossTakes) {
  LabelSet labels = TwoLabels();
  const at::Tensor classes = at::tensor({1, 1, 0}, at::kLong);
  EXPECT_TRUE(at::equal(MakeLabelTensors(labels, at::kCPU).Targets(classes),
                        at::tensor({3.0f, 6.0f, 3.0f, 6.0f, 1.0f, 2.0f}).view({3, 2})));
  labels.set_loss(LabelSet::CROSS_ENTROPY);
  EXPECT_TRUE(at::equal(MakeLabelTensors(labels, at::kCPU).Targets(classes), classes));
}

}  // namespace
}  // namespace labelrep
