#include "lib/attack/objective.h"

#include <functional>

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_testing.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/fake_classifier.h"
#include "lib/eval/label_tensors.h"
#include "lib/eval/model_view.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

constexpr int32_t kClasses = 4;
constexpr int64_t kImages = 3;

std::vector<LabelSet> AllHeads() {
  return {SyntheticCategoryLabels(kClasses), SyntheticCategoryLabels(kClasses, 0.1),
          SyntheticRegressionLabels(kClasses, {6}), SyntheticRegressionLabels(kClasses, {4, 4})};
}

std::vector<Objective> AllObjectives() {
  std::vector<Objective> all;
  for (const auto kind : {AttackRecipe::OWN_LOSS, AttackRecipe::MARGIN, AttackRecipe::CROSS_ENTROPY,
                          AttackRecipe::DLR}) {
    for (const bool targeted : {false, true}) all.push_back({kind, targeted});
  }
  return all;
}

// Central differences in float64, as in loss_test: they err by less than 1e-9 at this step where
// no kink of ReLU or smooth L1 lies within it, which at these seeds none does.
void ExpectGradientIsNumerical(const at::Tensor& gradient, const at::Tensor& images,
                               const std::function<double(const at::Tensor&)>& value) {
  constexpr double kStep = 1e-6;
  const at::NoGradGuard no_grad;
  const at::Tensor point = images.contiguous().clone();
  double* values = point.mutable_data_ptr<double>();
  const at::Tensor flat = gradient.contiguous().flatten();
  int nonzero = 0;
  for (int64_t i = 0; i < point.numel(); i += 101) {
    const double here = values[i];
    values[i] = here + kStep;
    const double above = value(point);
    values[i] = here - kStep;
    const double below = value(point);
    values[i] = here;
    EXPECT_NEAR(flat[i].item<double>(), (above - below) / (2 * kStep), 1e-7) << i;
    if (flat[i].item<double>() != 0) ++nonzero;
  }
  EXPECT_GT(nonzero, 10);
}

TEST(ObjectiveTest, GradientIsThatOfFiniteDifferences) {
  for (const LabelSet& labels : AllHeads()) {
    const FrozenModel model = FakeFrozenModel(labels, Arithmetic::kFloat64);
    AttackBatch batch = FakeAttackBatch(model, kImages);
    batch.aims.temperature = 2.5;
    for (const Objective& objective : AllObjectives()) {
      const at::Tensor gradient =
          ObjectiveGradient(model, objective, batch.images, batch.aims, kImages);
      ExpectGradientIsNumerical(gradient, batch.images, [&](const at::Tensor& images) {
        return ObjectiveValues(model, objective, model.Outputs(images), batch.aims)
            .sum()
            .item<double>();
      });
    }
  }
}

TEST(ObjectiveTest, GradientsOfScoresAreThoseOfFiniteDifferences) {
  for (const LabelSet& labels : AllHeads()) {
    const FrozenModel model = FakeFrozenModel(labels, Arithmetic::kFloat64);
    const AttackBatch batch = FakeAttackBatch(model, kImages);
    for (int64_t c = 0; c < kClasses; ++c) {
      const at::Tensor images = batch.images.detach().clone().requires_grad_();
      model.ClassScores(model.Outputs(images)).select(1, c).sum().backward();
      ExpectGradientIsNumerical(images.grad(), batch.images, [&](const at::Tensor& point) {
        return model.ClassScores(model.Outputs(point)).select(1, c).sum().item<double>();
      });
    }
  }
}

TEST(ObjectiveTest, AnImagesGradientDoesNotDependOnTheOthers) {
  const FrozenModel model =
      FakeFrozenModel(SyntheticRegressionLabels(kClasses, {4, 4}), Arithmetic::kFloat64);
  const AttackBatch batch = FakeAttackBatch(model, 5);
  for (const Objective& objective : AllObjectives()) {
    const at::Tensor all = ObjectiveGradient(model, objective, batch.images, batch.aims, 5);
    const at::Tensor cut = ObjectiveGradient(model, objective, batch.images, batch.aims, 2);
    EXPECT_LE((all - cut).abs().max().item<double>(), 1e-14);
  }
}

// As a training against attacks does in its loop.
TEST(ObjectiveTest, AttacksAModelInTrainingWithoutTakingItOver) {
  for (const LabelSet& labels :
       {SyntheticCategoryLabels(kClasses), SyntheticRegressionLabels(kClasses, {4, 4})}) {
    FakeClassifier classifier({labels.shape().begin(), labels.shape().end()}, /*seed=*/4);
    const ModelView model(classifier, MakeLabelTensors(labels, at::kCPU),
                          at::MemoryFormat::ChannelsLast, /*bf16_autocast=*/false);
    const AttackBatch batch = FakeAttackBatch(model, kImages);
    const AttackRecipe recipe = RecipeFromText("attack: 'pgd' epsilons: 0.1 steps: 2");
    LABELREP_ASSERT_OK_AND_ASSIGN(const AttackOutcome outcome, RunAttack(model, batch, recipe));
    EXPECT_FALSE(at::equal(outcome.epsilons[0].images, batch.images));
    EXPECT_TRUE(classifier.IsTraining());
    for (const auto& [name, parameter] : classifier.Parameters()) {
      EXPECT_TRUE(parameter.requires_grad()) << name;
      EXPECT_FALSE(parameter.grad().defined()) << name;
    }
  }
}

TEST(ObjectiveTest, MarginByHand) {
  const FrozenModel model = FakeFrozenModel(SyntheticCategoryLabels(3));
  const at::Tensor outputs = at::tensor({1.0f, 4.0f, 2.5f, 3.0f, 0.0f, -1.0f}).view({2, 3});
  const Aims aims = {at::tensor({1, 1}, at::kLong), at::tensor({2, 0}, at::kLong)};
  const auto values = [&](bool targeted) {
    return ObjectiveValues(model, {AttackRecipe::MARGIN, targeted}, outputs, aims);
  };
  EXPECT_TRUE(at::equal(values(false), at::tensor({-1.5f, 3.0f})));
  EXPECT_TRUE(at::equal(values(true), at::tensor({-1.5f, 3.0f})));
}

// Goldens are from torchattacks 3.5.1, of its APGD and APGDT objects:
//   z = torch.tensor([[1, 4, 2.5, 0, -1], [3, 0, -1, 7, 2]])
//   apgd.dlr_loss(z, torch.tensor([1, 1]))
//   apgdt.dlr_loss_targeted(z, torch.tensor([1, 1]), torch.tensor([2, 0]))
TEST(ObjectiveTest, LogitRatioIsThatOfAnotherProgram) {
  const FrozenModel model = FakeFrozenModel(SyntheticCategoryLabels(5));
  const at::Tensor outputs =
      at::tensor({1.0f, 4.0f, 2.5f, 0.0f, -1.0f, 3.0f, 0.0f, -1.0f, 7.0f, 2.0f}).view({2, 5});
  const Aims aims = {at::tensor({1, 1}, at::kLong), at::tensor({2, 0}, at::kLong)};
  const auto expect = [&](bool targeted, const at::Tensor& scores, const at::Tensor& expected) {
    EXPECT_TRUE(at::allclose(ObjectiveValues(model, {AttackRecipe::DLR, targeted}, scores, aims),
                             expected, 1e-4));
  };
  expect(false, outputs, at::tensor({-0.5f, 1.4f}));
  expect(true, outputs, at::tensor({-0.4286f, 0.5f}));
  expect(true, 1000 * outputs, at::tensor({-0.4286f, 0.5f}));
}

TEST(ObjectiveTest, LogitRatioOfFewClasses) {
  const Aims aims = {at::tensor({1}, at::kLong), at::tensor({0}, at::kLong)};
  const auto value = [&](const at::Tensor& outputs, bool targeted) {
    const FrozenModel model = FakeFrozenModel(SyntheticCategoryLabels(outputs.size(1)));
    return ObjectiveValues(model, {AttackRecipe::DLR, targeted}, outputs, aims).item<double>();
  };
  const at::Tensor three = at::tensor({1.0f, 4.0f, 2.0f}).unsqueeze(0);
  EXPECT_NEAR(value(three, false), -2.0 / 3, 1e-6);
  EXPECT_NEAR(value(three, true), -1, 1e-6);
  const at::Tensor two = at::tensor({1.0f, 4.0f}).unsqueeze(0);
  EXPECT_EQ(value(two, false), -3);
  EXPECT_EQ(value(two, true), -3);
}

TEST(ObjectiveTest, CrossEntropyIsOfScoresByTemperature) {
  const FrozenModel model = FakeFrozenModel(SyntheticRegressionLabels(kClasses, {4}));
  const at::Tensor outputs = at::arange(8, at::kFloat).view({2, 4}) / 8;
  const Aims aims = {at::tensor({1, 1}, at::kLong), at::tensor({2, 0}, at::kLong), 3.0};
  const at::Tensor scores = model.ClassScores(outputs) / 3;
  EXPECT_TRUE(
      at::allclose(ObjectiveValues(model, {AttackRecipe::CROSS_ENTROPY, false}, outputs, aims),
                   at::cross_entropy_loss(scores, aims.classes, {}, at::Reduction::None)));
  EXPECT_TRUE(
      at::allclose(ObjectiveValues(model, {AttackRecipe::CROSS_ENTROPY, true}, outputs, aims),
                   -at::cross_entropy_loss(scores, aims.targets, {}, at::Reduction::None)));
}

TEST(ObjectiveTest, OnePassSaysWhatItsPartsSay) {
  const FrozenModel model =
      FakeFrozenModel(SyntheticRegressionLabels(kClasses, {4, 4}), Arithmetic::kFloat64);
  const AttackBatch batch = FakeAttackBatch(model, 5);
  const Objective objective{AttackRecipe::DLR, true};
  const ObjectivePoint point = EvaluateObjective(
      model,
      [&](const at::Tensor& outputs, const Aims& aims) {
        return ObjectiveValues(model, objective, outputs, aims);
      },
      batch.images, batch.aims, 2);
  EXPECT_FALSE(point.values.requires_grad());
  EXPECT_TRUE(at::allclose(
      point.values, ObjectiveValues(model, objective, model.Outputs(batch.images), batch.aims),
      1e-12, 1e-12));
  EXPECT_TRUE(
      at::equal(point.gradients, ObjectiveGradient(model, objective, batch.images, batch.aims, 2)));
  EXPECT_TRUE(at::equal(point.decisions, DecideOnImages(model, batch.images, 2)));
}

TEST(ObjectiveTest, TargetedOwnLossIsMinusTheLossToTheTarget) {
  const FrozenModel model = FakeFrozenModel(SyntheticRegressionLabels(3, {4}));
  const at::Tensor outputs = at::arange(8, at::kFloat).view({2, 4});
  const Aims aims = {at::tensor({1, 1}, at::kLong), at::tensor({2, 0}, at::kLong)};
  EXPECT_TRUE(at::equal(ObjectiveValues(model, {AttackRecipe::OWN_LOSS, true}, outputs, aims),
                        -model.Losses(outputs, model.Targets(aims.targets))));
  EXPECT_TRUE(at::equal(ObjectiveValues(model, {AttackRecipe::OWN_LOSS, false}, outputs, aims),
                        model.Losses(outputs, model.Targets(aims.classes))));
}

TEST(ObjectiveTest, ReachedIsTheTargetOrAnyOtherClass) {
  const Aims aims = {at::tensor({0, 0, 0}, at::kLong), at::tensor({1, 1, 1}, at::kLong)};
  const at::Tensor decisions = at::tensor({0, 1, 2}, at::kLong);
  const Objective untargeted, targeted{AttackRecipe::OWN_LOSS, true};
  EXPECT_TRUE(at::equal(Reached(untargeted, decisions, aims).to(at::kLong),
                        at::tensor({0, 1, 1}, at::kLong)));
  EXPECT_TRUE(at::equal(Reached(targeted, decisions, aims).to(at::kLong),
                        at::tensor({0, 1, 0}, at::kLong)));
}

}  // namespace
}  // namespace labelrep
