#include "lib/eval/model_view.h"

#include <functional>
#include <vector>

#include "ATen/Functions.h"
#include "ATen/Parallel.h"
#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "gtest/gtest.h"
#include "lib/data/resident_data.h"
#include "lib/eval/fake_classifier.h"
#include "lib/eval/model_storage.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

constexpr int32_t kClasses = 4;
constexpr int64_t kImages = 6;

std::vector<LabelSet> AllHeads() {
  return {SyntheticCategoryLabels(kClasses), SyntheticCategoryLabels(kClasses, 0.1),
          SyntheticRegressionLabels(kClasses, {6}), SyntheticRegressionLabels(kClasses, {4, 4})};
}

at::Tensor Images(at::ScalarType dtype) {
  const ResidentImages images(FakeImages(kImages, kClasses, /*seed=*/6), at::kCPU);
  return Batches::InOrder(images, {.batch_size = kImages}).Get(0).images.to(dtype);
}

at::Tensor Classes() { return at::tensor({2, 0, 3, 1, 1, 2}, at::kLong); }

// A model as in the middle of a training, and a view of it.
struct Viewed {
  explicit Viewed(const LabelSet& labels, at::ScalarType dtype = at::kDouble)
      : model({labels.shape().begin(), labels.shape().end()}, /*seed=*/4),
        view((ConvertTo(dtype, model), model), MakeLabelTensors(labels, at::kCPU, dtype),
             at::MemoryFormat::ChannelsLast, /*bf16_autocast=*/false) {
    // More would wait for each other longer than the work on so small tensors takes.
    at::set_num_threads(1);
  }

  FakeClassifier model;
  ModelView view;
};

double SumOfLosses(const ModelView& view, const at::Tensor& images) {
  const at::NoGradGuard no_grad;
  return view.Losses(view.Outputs(images), view.Targets(Classes())).sum().item<double>();
}

at::Tensor GradientOfLosses(const ModelView& view, const at::Tensor& images) {
  const at::Tensor inputs = images.detach().clone().requires_grad_();
  view.Losses(view.Outputs(inputs), view.Targets(Classes()))
      .sum()
      .backward({}, /*retain_graph=*/{}, /*create_graph=*/false, at::TensorList(inputs));
  return inputs.grad();
}

// Central differences in float64, as in loss_test: they err by less than 1e-9 at this step where
// no kink of ReLU or smooth L1 lies within it, which at these seeds none does.
void ExpectGradientIsNumerical(const ModelView& view) {
  constexpr double kStep = 1e-6;
  const at::Tensor point = Images(at::kDouble).contiguous().clone();
  const at::Tensor gradient = GradientOfLosses(view, point).contiguous().flatten();
  double* values = point.mutable_data_ptr<double>();
  int nonzero = 0;
  for (int64_t i = 0; i < point.numel(); i += 211) {
    const double here = values[i];
    values[i] = here + kStep;
    const double above = SumOfLosses(view, point);
    values[i] = here - kStep;
    const double below = SumOfLosses(view, point);
    values[i] = here;
    EXPECT_NEAR(gradient[i].item<double>(), (above - below) / (2 * kStep), 1e-7) << i;
    if (gradient[i].item<double>() != 0) ++nonzero;
  }
  EXPECT_GT(nonzero, 10);
}

TEST(ModelViewTest, GradientToTheImagesIsNumericalInBothModes) {
  for (const LabelSet& labels : AllHeads()) {
    for (const bool training : {true, false}) {
      Viewed viewed(labels);
      viewed.model.SetTraining(training);
      ExpectGradientIsNumerical(viewed.view);
    }
  }
}

// Through batch norm of the batch's own statistics, from nothing but ATen's operations.
TEST(ModelViewTest, GradientInTrainingModeIsTheHandMadeOne) {
  const LabelSet labels = SyntheticRegressionLabels(kClasses, {4, 4});
  const Viewed viewed(labels);
  const NamedTensors parameters = viewed.model.Parameters();
  const auto named = [&](const char* name) { return FindTensor(parameters, name).detach(); };
  const at::Tensor images = Images(at::kDouble).requires_grad_();
  const at::Tensor maps = at::conv2d(images, named("conv"), {}, /*stride=*/4);
  const at::Tensor mean = maps.mean({0, 2, 3}, /*keepdim=*/true);
  const at::Tensor variance = (maps - mean).square().mean({0, 2, 3}, /*keepdim=*/true);
  const at::Tensor normed = (maps - mean) / (variance + 1e-5).sqrt();
  const at::Tensor features = normed.relu().mean({2, 3});
  const at::Tensor outputs = at::linear(features, named("linear"), named("bias"));
  const at::Tensor targets =
      MakeLabelTensors(labels, at::kCPU, at::kDouble).values.index_select(0, Classes());
  at::smooth_l1_loss(outputs, targets, at::Reduction::None).mean(1).sum().backward();
  const at::Tensor difference = GradientOfLosses(viewed.view, images) - images.grad();
  // Some hundred roundings of 1e-16 of numbers of about 1.
  EXPECT_LE(difference.abs().max().item<double>(), 1e-13);
  EXPECT_GT(images.grad().abs().max().item<double>(), 1e-6);
}

TEST(ModelViewTest, LeavesTheModelToItsOwner) {
  Viewed viewed(SyntheticCategoryLabels(kClasses));
  GradientOfLosses(viewed.view, Images(at::kDouble));
  EXPECT_TRUE(viewed.model.IsTraining());
  for (const auto& [name, parameter] : viewed.model.Parameters()) {
    EXPECT_TRUE(parameter.requires_grad()) << name;
    EXPECT_FALSE(parameter.grad().defined()) << name;
  }
  // The owner changes the mode, and the view follows.
  const at::Tensor images = Images(at::kDouble);
  const at::Tensor in_training = viewed.view.Outputs(images);
  viewed.model.SetTraining(false);
  EXPECT_FALSE(at::equal(viewed.view.Outputs(images), in_training));
}

TEST(ModelViewTest, MovesRunningStatisticsAsAForwardPassInTrainingModeOnly) {
  Viewed viewed(SyntheticCategoryLabels(kClasses));
  Viewed twin(SyntheticCategoryLabels(kClasses));
  const at::Tensor images = Images(at::kDouble);
  const auto expect_equal_statistics = [&] {
    for (const char* name : {"running_mean", "running_var"}) {
      EXPECT_TRUE(at::equal(FindTensor(viewed.model.Buffers(), name),
                            FindTensor(twin.model.Buffers(), name)))
          << name;
    }
  };
  const at::Tensor before = FindTensor(viewed.model.Buffers(), "running_mean").clone();
  GradientOfLosses(viewed.view, images);
  twin.model.Forward(images);
  expect_equal_statistics();
  EXPECT_FALSE(at::equal(FindTensor(viewed.model.Buffers(), "running_mean"), before));
  viewed.model.SetTraining(false);
  GradientOfLosses(viewed.view, images);
  expect_equal_statistics();
}

TEST(ModelViewTest, AnImagesOutputsDoNotDependOnTheBatchInEvaluationMode) {
  Viewed viewed(SyntheticRegressionLabels(kClasses, {4, 4}));
  viewed.model.SetTraining(false);
  const at::Tensor images = Images(at::kDouble);
  const at::Tensor together = viewed.view.Outputs(images);
  for (int64_t i = 0; i < kImages; ++i) {
    const at::Tensor alone = viewed.view.Outputs(images.narrow(0, i, 1));
    EXPECT_LE((alone[0] - together[i]).abs().max().item<double>(), 1e-13);
  }
}

TEST(ModelViewTest, ScoresOfALinearHeadAreItsOutputs) {
  const Viewed viewed(SyntheticCategoryLabels(kClasses), at::kFloat);
  const at::Tensor outputs = viewed.view.Outputs(Images(at::kFloat));
  EXPECT_TRUE(at::equal(viewed.view.ClassScores(outputs), outputs));
}

TEST(ModelViewTest, ScoresDifferAsSquaredDistancesDo) {
  const LabelSet labels = SyntheticRegressionLabels(kClasses, {4, 4});
  const Viewed viewed(labels);
  const at::Tensor outputs = viewed.view.Outputs(Images(at::kDouble));
  const at::Tensor values = MakeLabelTensors(labels, at::kCPU, at::kDouble).values.unsqueeze(0);
  const at::Tensor distances = (outputs.flatten(1).unsqueeze(1) - values).square().sum(2);
  const at::Tensor scores = viewed.view.ClassScores(outputs);
  const at::Tensor found = scores - scores.select(1, 0).unsqueeze(1);
  const at::Tensor expected = distances.select(1, 0).unsqueeze(1) - distances;
  EXPECT_LE((found - expected).abs().max().item<double>(), 1e-12);
}

TEST(ModelViewTest, DecidesOnTheLargestScore) {
  for (const LabelSet& labels :
       {SyntheticCategoryLabels(kClasses), SyntheticRegressionLabels(kClasses, {5})}) {
    const Viewed viewed(labels, at::kFloat);
    const at::Tensor outputs = viewed.view.Outputs(Images(at::kFloat));
    EXPECT_TRUE(at::equal(viewed.view.Decide(outputs), viewed.view.ClassScores(outputs).argmax(1)));
  }
}

}  // namespace
}  // namespace labelrep
