#include "lib/attack/attacked_model.h"

#include <limits>
#include <memory>

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_testing.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/fake_classifier.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

constexpr int32_t kClasses = 4;

at::Tensor ImagesFor(const AttackedModel& model) { return FakeAttackBatch(model, 6).images; }

TEST(AttackedModelTest, ScoresOfALinearHeadAreItsOutputs) {
  const AttackedModel model = FakeAttackedModel(SyntheticCategoryLabels(kClasses));
  const at::Tensor outputs = model.Outputs(ImagesFor(model));
  EXPECT_TRUE(at::equal(model.ClassScores(outputs), outputs));
}

TEST(AttackedModelTest, ScoresDifferAsSquaredDistancesDo) {
  const LabelSet labels = SyntheticRegressionLabels(kClasses, {4, 4});
  const AttackedModel model = FakeAttackedModel(labels, Arithmetic::kFloat64);
  const at::Tensor outputs = model.Outputs(ImagesFor(model));
  const at::Tensor values = MakeLabelTensors(labels, at::kCPU, at::kDouble).values.unsqueeze(0);
  const at::Tensor distances = (outputs.flatten(1).unsqueeze(1) - values).square().sum(2);
  const at::Tensor scores = model.ClassScores(outputs);
  const at::Tensor found = scores - scores.select(1, 0).unsqueeze(1);
  const at::Tensor expected = distances.select(1, 0).unsqueeze(1) - distances;
  EXPECT_LE((found - expected).abs().max().item<double>(), 1e-12);
}

TEST(AttackedModelTest, DecidesOnTheLargestScore) {
  for (const LabelSet& labels :
       {SyntheticCategoryLabels(kClasses), SyntheticRegressionLabels(kClasses, {5})}) {
    const AttackedModel model = FakeAttackedModel(labels);
    const at::Tensor outputs = model.Outputs(ImagesFor(model));
    EXPECT_TRUE(at::equal(model.Decide(outputs), model.ClassScores(outputs).argmax(1)));
  }
}

TEST(AttackedModelTest, AnImagesOutputsDoNotDependOnTheBatch) {
  const AttackedModel model =
      FakeAttackedModel(SyntheticRegressionLabels(kClasses, {4, 4}), Arithmetic::kFloat64);
  const at::Tensor images = ImagesFor(model);
  const at::Tensor together = model.Outputs(images);
  for (int64_t i = 0; i < images.size(0); ++i) {
    const at::Tensor alone = model.Outputs(images.narrow(0, i, 1));
    EXPECT_LE((alone[0] - together[i]).abs().max().item<double>(), 1e-13);
  }
}

TEST(AttackedModelTest, ParametersTakeNoGradient) {
  const auto classifier = std::make_shared<FakeClassifier>(std::vector<int64_t>{kClasses}, 1);
  classifier->SetTraining(true);
  ASSERT_OK(AttackedModel::Make(classifier, SyntheticCategoryLabels(kClasses), at::kCPU,
                                Arithmetic::kFloat32));
  EXPECT_FALSE(classifier->IsTraining());
  for (const auto& [name, parameter] : classifier->Parameters()) {
    EXPECT_FALSE(parameter.requires_grad()) << name;
  }
}

TEST(AttackedModelTest, Bfloat16GivesFloat32OutputsNearby) {
  const LabelSet labels = SyntheticRegressionLabels(kClasses, {4, 4});
  const AttackedModel narrow = FakeAttackedModel(labels, Arithmetic::kBfloat16);
  const AttackedModel wide = FakeAttackedModel(labels);
  const at::Tensor images = ImagesFor(wide);
  const at::Tensor outputs = narrow.Outputs(images);
  EXPECT_EQ(outputs.scalar_type(), at::kFloat);
  EXPECT_FALSE(at::equal(outputs, wide.Outputs(images)));
  // Numbers of about 1 with 8 bits.
  EXPECT_LE((outputs - wide.Outputs(images)).abs().max().item<double>(), 0.05);
}

TEST(AttackedModelTest, LabelsOfAnotherShapeAreRefused) {
  const auto made =
      AttackedModel::Make(std::make_shared<FakeClassifier>(std::vector<int64_t>{4, 4}, 1),
                          SyntheticRegressionLabels(kClasses, {5}), at::kCPU, Arithmetic::kFloat32);
  EXPECT_THAT(made.status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "[4, 4], but the labels [5]"));
}

TEST(AttackedModelTest, WeightsThatAreNotFiniteAreRefused) {
  const auto classifier = std::make_shared<FakeClassifier>(std::vector<int64_t>{kClasses}, 1);
  FindTensor(classifier->Parameters(), "bias")
      .detach()
      .fill_(std::numeric_limits<float>::quiet_NaN());
  const auto made = AttackedModel::Make(classifier, SyntheticCategoryLabels(kClasses), at::kCPU,
                                        Arithmetic::kFloat32);
  EXPECT_THAT(made.status(), StatusIs(absl::StatusCode::kInvalidArgument, "not finite"));
}

}  // namespace
}  // namespace labelrep
