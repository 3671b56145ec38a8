#include "lib/eval/frozen_model.h"

#include <limits>
#include <memory>
#include <vector>

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/data/resident_data.h"
#include "lib/eval/fake_classifier.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

constexpr int32_t kClasses = 4;

std::shared_ptr<FakeClassifier> NewClassifier(const std::vector<int64_t>& shape) {
  return std::make_shared<FakeClassifier>(shape, /*seed=*/1);
}

TEST(FrozenModelTest, ParametersTakeNoGradient) {
  const auto classifier = NewClassifier({kClasses});
  classifier->SetTraining(true);
  ASSERT_OK(FrozenModel::Make(classifier, SyntheticCategoryLabels(kClasses), at::kCPU,
                              Arithmetic::kFloat32));
  EXPECT_FALSE(classifier->IsTraining());
  for (const auto& [name, parameter] : classifier->Parameters()) {
    EXPECT_FALSE(parameter.requires_grad()) << name;
  }
}

TEST(FrozenModelTest, OwnsTheModelThatItIsAViewOf) {
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const FrozenModel model,
      FrozenModel::Make(NewClassifier({kClasses}), SyntheticCategoryLabels(kClasses), at::kCPU,
                        Arithmetic::kFloat64));
  const FrozenModel copy = model;
  const ModelView& view = copy;
  const at::Tensor images = at::rand({2, 3, 32, 32}, at::kDouble);
  EXPECT_TRUE(at::equal(view.Outputs(images), model.Outputs(images)));
  EXPECT_EQ(view.Outputs(images).scalar_type(), at::kDouble);
}

TEST(FrozenModelTest, Bfloat16GivesFloat32OutputsNearby) {
  const LabelSet labels = SyntheticRegressionLabels(kClasses, {4, 4});
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const FrozenModel narrow,
      FrozenModel::Make(NewClassifier({4, 4}), labels, at::kCPU, Arithmetic::kBfloat16));
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const FrozenModel wide,
      FrozenModel::Make(NewClassifier({4, 4}), labels, at::kCPU, Arithmetic::kFloat32));
  const ResidentImages resident(FakeImages(6, kClasses, /*seed=*/6), at::kCPU);
  const at::Tensor images = Batches::InOrder(resident, {.batch_size = 6}).Get(0).images;
  const at::Tensor outputs = narrow.Outputs(images);
  EXPECT_EQ(outputs.scalar_type(), at::kFloat);
  EXPECT_FALSE(at::equal(outputs, wide.Outputs(images)));
  // Numbers of about 1 with 8 bits.
  EXPECT_LE((outputs - wide.Outputs(images)).abs().max().item<double>(), 0.05);
}

TEST(FrozenModelTest, LabelsOfAnotherShapeAreRefused) {
  const auto made =
      FrozenModel::Make(NewClassifier({4, 4}), SyntheticRegressionLabels(kClasses, {5}), at::kCPU,
                        Arithmetic::kFloat32);
  EXPECT_THAT(made.status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "[4, 4], but the labels [5]"));
}

TEST(FrozenModelTest, WeightsThatAreNotFiniteAreRefused) {
  const auto classifier = NewClassifier({kClasses});
  FindTensor(classifier->Parameters(), "bias")
      .detach()
      .fill_(std::numeric_limits<float>::quiet_NaN());
  const auto made = FrozenModel::Make(classifier, SyntheticCategoryLabels(kClasses), at::kCPU,
                                      Arithmetic::kFloat32);
  EXPECT_THAT(made.status(), StatusIs(absl::StatusCode::kInvalidArgument, "not finite"));
}

}  // namespace
}  // namespace labelrep
