#include "lib/train/stepper.h"

#include <memory>
#include <vector>

#include "ATen/Functions.h"
#include "ATen/Parallel.h"
#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/resident_data.h"
#include "lib/eval/autocast.h"
#include "lib/eval/fake_classifier.h"
#include "lib/eval/label_tensors.h"
#include "lib/eval/model_storage.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

constexpr int32_t kClasses = 3;
constexpr double kMomentum = 0.9;
constexpr double kWeightDecay = 5e-4;
constexpr double kRates[] = {0.02, 0.05, 0.01};

struct Case {
  const char* name;
  LabelSet labels;
  Recipe::Precision precision = Recipe::FP32;
  Recipe::MemoryFormat memory_format = Recipe::CHANNELS_LAST;
};

std::vector<Case> AllCases() {
  const LabelSet category = SyntheticCategoryLabels(kClasses);
  const LabelSet regression = SyntheticRegressionLabels(kClasses, {4, 4});
  return {{"category", category},
          {"smoothed", SyntheticCategoryLabels(kClasses, 0.1)},
          {"regression", regression},
          {"category_bf16", category, Recipe::BF16_AUTOCAST},
          {"regression_bf16", regression, Recipe::BF16_AUTOCAST},
          {"contiguous", regression, Recipe::FP32, Recipe::CONTIGUOUS}};
}

Recipe RecipeOf(const Case& c) {
  Recipe recipe;
  recipe.set_momentum(kMomentum);
  recipe.set_weight_decay(kWeightDecay);
  recipe.set_precision(c.precision);
  recipe.set_memory_format(c.memory_format);
  return recipe;
}

FakeClassifier MakeModel(const LabelSet& labels) {
  // More would wait for each other longer than the work on so small tensors takes.
  at::set_num_threads(1);
  return FakeClassifier({labels.shape().begin(), labels.shape().end()}, /*seed=*/7);
}

Batch MakeBatch(const Recipe& recipe) {
  const ResidentImages images(FakeImages(/*count=*/12, kClasses, /*seed=*/1), at::kCPU);
  return Batches::InOrder(images, {.batch_size = 12, .memory_format = MemoryFormatOf(recipe)})
      .Get(0);
}

// The same steps from nothing but ATen's operations: the losses, then the parameters.
std::vector<at::Tensor> StepsByHand(const Case& c) {
  const Recipe recipe = RecipeOf(c);
  FakeClassifier model = MakeModel(c.labels);
  SetMemoryFormat(MemoryFormatOf(recipe), model);
  const Batch batch = MakeBatch(recipe);
  const at::Tensor values =
      at::tensor(std::vector<float>(c.labels.values().begin(), c.labels.values().end()))
          .view({kClasses, -1});
  std::vector<at::Tensor> parameters = TensorsOf(model.Parameters());
  std::vector<at::Tensor> momentum;
  for (const at::Tensor& p : parameters) momentum.push_back(at::zeros_like(p.detach()));
  std::vector<at::Tensor> found;
  for (const double rate : kRates) {
    at::Tensor loss;
    {
      const AutocastScope autocast(at::kCPU, c.precision == Recipe::BF16_AUTOCAST);
      const at::Tensor outputs = model.Forward(batch.images).to(at::kFloat);
      loss = c.labels.loss() == LabelSet::CROSS_ENTROPY
                 ? at::cross_entropy_loss(outputs, batch.labels, {}, at::Reduction::Mean, -100,
                                          c.labels.label_smoothing())
                 : at::smooth_l1_loss(outputs.flatten(1), values.index_select(0, batch.labels));
    }
    loss.backward();
    found.push_back(loss.detach());
    const at::NoGradGuard no_grad;
    for (size_t i = 0; i < parameters.size(); ++i) {
      const at::Tensor gradient = parameters[i].grad().add(parameters[i], kWeightDecay);
      momentum[i].mul_(kMomentum).add_(gradient);
      parameters[i].sub_(momentum[i], rate);
      parameters[i].mutable_grad().reset();
    }
  }
  found.insert(found.end(), parameters.begin(), parameters.end());
  return found;
}

class StepperTest : public ::testing::TestWithParam<Case> {
 protected:
  StepperTest()
      : labels_(MakeLabelTensors(GetParam().labels, at::kCPU)),
        batch_(MakeBatch(RecipeOf(GetParam()))) {}

  TrainingBatch Training() const { return {batch_.images, labels_.Targets(batch_.labels)}; }

  std::unique_ptr<Stepper> For(Classifier& model) const {
    return MakeStepper(RecipeOf(GetParam()), labels_.loss, model);
  }

  LabelTensors labels_;
  Batch batch_;
};

TEST_P(StepperTest, IsThePlainCompositionBitForBit) {
  const std::vector<at::Tensor> expected = StepsByHand(GetParam());
  FakeClassifier model = MakeModel(GetParam().labels);
  const std::unique_ptr<Stepper> stepper = For(model);
  std::vector<at::Tensor> found;
  for (const double rate : kRates) found.push_back(stepper->Step(Training(), rate));
  for (const at::Tensor& parameter : TensorsOf(model.Parameters())) found.push_back(parameter);
  ASSERT_EQ(found.size(), expected.size());
  for (size_t i = 0; i < found.size(); ++i) EXPECT_TRUE(at::equal(found[i], expected[i])) << i;
}

TEST_P(StepperTest, ReturnsTheLossBeforeTheUpdateAndLowersIt) {
  FakeClassifier model = MakeModel(GetParam().labels);
  const std::unique_ptr<Stepper> stepper = For(model);
  const at::Tensor unmoved = stepper->Step(Training(), /*learning_rate=*/0);
  const at::Tensor first = stepper->Step(Training(), 0.01);
  // A step of rate 0 changes nothing that the loss in training mode depends on.
  EXPECT_TRUE(at::equal(first, unmoved));
  EXPECT_LT(stepper->Step(Training(), 0.01).item<double>(), first.item<double>());
  EXPECT_TRUE(at::equal(first, unmoved)) << "a later step changed it";
  EXPECT_EQ(first.dim(), 0);
  EXPECT_EQ(first.scalar_type(), at::kFloat);
  EXPECT_FALSE(first.requires_grad());
}

TEST_P(StepperTest, LeavesNoGradientBehind) {
  FakeClassifier model = MakeModel(GetParam().labels);
  For(model)->Step(Training(), 0.01);
  for (const auto& [name, parameter] : model.Parameters()) {
    EXPECT_FALSE(parameter.grad().defined()) << name;
    EXPECT_TRUE(parameter.requires_grad()) << name;
  }
}

TEST_P(StepperTest, GoesOnFromWeightsAndState) {
  FakeClassifier model = MakeModel(GetParam().labels);
  const std::unique_ptr<Stepper> stepper = For(model);
  for (const double rate : kRates) stepper->Step(Training(), rate);
  FakeClassifier other = MakeModel(GetParam().labels);
  const std::unique_ptr<Stepper> restored = For(other);
  {
    const at::NoGradGuard no_grad;
    for (const auto& [from, to] : {std::pair(model.Parameters(), other.Parameters()),
                                   std::pair(stepper->State(), restored->State())}) {
      ASSERT_EQ(NamesOf(from), NamesOf(to));
      for (size_t i = 0; i < from.size(); ++i) to[i].second.detach().copy_(from[i].second);
    }
  }
  for (const double rate : kRates) {
    EXPECT_TRUE(at::equal(restored->Step(Training(), rate), stepper->Step(Training(), rate)));
  }
  for (size_t i = 0; i < model.Parameters().size(); ++i) {
    EXPECT_TRUE(at::equal(model.Parameters()[i].second, other.Parameters()[i].second)) << i;
  }
}

TEST_P(StepperTest, LaysOutParametersAndStateAsTheRecipeSays) {
  FakeClassifier model = MakeModel(GetParam().labels);
  const std::unique_ptr<Stepper> stepper = For(model);
  const at::MemoryFormat format = MemoryFormatOf(RecipeOf(GetParam()));
  EXPECT_THAT(NamesOf(stepper->State()),
              ElementsAre("momentum/conv", "momentum/norm_weight", "momentum/norm_bias",
                          "momentum/linear", "momentum/bias"));
  EXPECT_TRUE(FindTensor(model.Parameters(), "conv").is_contiguous(format));
  EXPECT_TRUE(FindTensor(stepper->State(), "momentum/conv").is_contiguous(format));
}

INSTANTIATE_TEST_SUITE_P(Recipes, StepperTest, ::testing::ValuesIn(AllCases()),
                         [](const auto& info) { return std::string(info.param.name); });

// Mixed images have mixed targets: no class index says what they are.
TEST(StepperTargetsTest, LearnsMixedTargets) {
  for (const LabelSet& set :
       {SyntheticCategoryLabels(kClasses), SyntheticRegressionLabels(kClasses, {4, 4})}) {
    const Recipe recipe = RecipeOf({.name = "", .labels = set});
    const LabelTensors labels = MakeLabelTensors(set, at::kCPU);
    const Batch batch = MakeBatch(recipe);
    const at::Tensor targets =
        0.3 * labels.values.index_select(0, batch.labels) +
        0.7 * labels.values.index_select(0, (batch.labels + 1).remainder(kClasses));
    FakeClassifier model = MakeModel(set);
    const std::unique_ptr<Stepper> stepper = MakeStepper(recipe, labels.loss, model);
    const double first = stepper->Step({batch.images, targets}, 0.02).item<double>();
    for (int i = 0; i < 20; ++i) stepper->Step({batch.images, targets}, 0.02);
    EXPECT_LT(stepper->Step({batch.images, targets}, 0).item<double>(), first);
  }
}

}  // namespace
}  // namespace labelrep
