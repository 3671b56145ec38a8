#include "lib/saliency/model_saliency.h"

#include <memory>

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "gtest/gtest.h"
#include "lib/eval/model_view.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

constexpr int64_t kImages = 3;
constexpr int64_t kSize = 6;  // pixels

// Two stages, 6x6 and 3x3, that are smooth, so that differences of outputs are derivatives; what
// follows each stage can be asked for. Float64.
class SmoothClassifier : public Classifier {
 public:
  explicit SmoothClassifier(int64_t outputs) {
    const at::TensorOptions options = at::TensorOptions(at::kDouble);
    at::manual_seed(5);
    first_ = at::randn({4, 3, 3, 3}, options);
    second_ = at::randn({5, 4, 3, 3}, options).mul(0.3);
    head_ = at::randn({outputs, 5}, options);
    for (at::Tensor& parameter : {std::ref(first_), std::ref(second_), std::ref(head_)}) {
      parameter.requires_grad_();
    }
  }

  at::Tensor Features(const at::Tensor& images) override {
    return FeaturesWithStages(images).features;
  }
  StagedFeatures FeaturesWithStages(const at::Tensor& images) override {
    const at::Tensor first = FirstStage(images);
    const at::Tensor second = SecondStage(first);
    return {second.mean({2, 3}), {first, second}};
  }
  at::Tensor FirstStage(const at::Tensor& images) const {
    return at::conv2d(images, first_, {}, 1, 1).tanh();
  }
  at::Tensor SecondStage(const at::Tensor& first) const {
    return at::conv2d(first, second_, {}, 2, 1).tanh();
  }
  at::Tensor Outputs(const at::Tensor& features) override { return at::linear(features, head_); }
  NamedTensors Parameters() const override {
    return {{"first", first_}, {"second", second_}, {"head", head_}};
  }
  NamedTensors Buffers() const override { return {}; }
  void SetTraining(bool) override {}
  bool IsTraining() const override { return false; }

 private:
  at::Tensor first_, second_, head_;
};

struct Setting {
  SmoothClassifier model;
  LabelTensors labels;
  at::Tensor images, classes;

  explicit Setting(const LabelSet& label_set)
      : model(label_set.shape(0)),
        labels(MakeLabelTensors(label_set, at::kCPU, at::kDouble)),
        images(at::randn({kImages, 3, kSize, kSize}, at::kDouble)),
        classes(at::tensor({2, 0, 1}, at::kLong)) {}

  ModelSaliency Find(SaliencyRecipe::Target target) {
    return FindSaliency(model, labels, images, classes, {0, 1}, target);
  }

  // The value that is differentiated, summed over the images, from the second stage on.
  double Value(const at::Tensor& second, SaliencyRecipe::Target target) {
    const at::NoGradGuard no_gradients;
    const at::Tensor outputs = model.Outputs(second.mean({2, 3}));
    const ModelView view(model, labels, at::MemoryFormat::Contiguous, false);
    if (target == SaliencyRecipe::MINUS_LOSS) {
      return -view.Losses(outputs, labels.Targets(classes)).sum().item<double>();
    }
    double sum = 0;
    for (int64_t i = 0; i < kImages; ++i) {
      const auto c = classes[i].item<int64_t>();
      if (labels.decision == LabelSet::LARGEST_OUTPUT) {
        sum += outputs[i][c].item<double>();
        continue;
      }
      const auto squared_distance = [&](const at::Tensor& to) {
        return (outputs[i] - to).square().sum().item<double>();
      };
      sum += squared_distance(labels.centre) - squared_distance(labels.values[c]);
    }
    return sum;
  }
};

// By central differences: of `value` to each element of `at`.
template <typename Function>
at::Tensor NumericalGradient(const at::Tensor& at, const Function& value) {
  constexpr double kStep = 1e-5;
  at::Tensor gradient = at::empty_like(at);
  for (int64_t i = 0; i < at.numel(); ++i) {
    const at::Tensor up = at.clone();
    const at::Tensor down = at.clone();
    up.view(-1)[i].add_(kStep);
    down.view(-1)[i].sub_(kStep);
    gradient.view(-1)[i] = (value(up) - value(down)) / (2 * kStep);
  }
  return gradient;
}

// The third derivative times the step's square, about 1e-10, and rounding of values up to 1e2 over
// the step, 1e2 * 1e-16 / 1e-5 = 1e-9, in a sum over up to 36 places.
constexpr double kTolerance = 1e-7;

void ExpectClose(const at::Tensor& found, const at::Tensor& expected) {
  ASSERT_EQ(found.sizes(), expected.sizes());
  EXPECT_GT(expected.abs().max().item<double>(), 1e-3) << "a test of nothing";
  EXPECT_LE((found - expected).abs().max().item<double>(), kTolerance);
}

// Equation 1 and 2 of the Grad-CAM paper with derivatives by differences.
at::Tensor ExpectedGradCam(const at::Tensor& activations, const at::Tensor& gradients) {
  at::Tensor maps = at::zeros({kImages, activations.size(2), activations.size(3)}, at::kDouble);
  for (int64_t channel = 0; channel < activations.size(1); ++channel) {
    for (int64_t i = 0; i < kImages; ++i) {
      maps[i] += activations[i][channel] * gradients[i][channel].mean();
    }
  }
  return at::relu(maps);
}

void ExpectNumericallyRight(Setting setting, SaliencyRecipe::Target target) {
  const ModelSaliency found = setting.Find(target);
  const at::NoGradGuard no_gradients;
  const auto of_first = [&](const at::Tensor& first) {
    return setting.Value(setting.model.SecondStage(first), target);
  };
  const auto of_image = [&](const at::Tensor& images) {
    return of_first(setting.model.FirstStage(images));
  };
  const auto of_second = [&](const at::Tensor& second) { return setting.Value(second, target); };
  const at::Tensor first = setting.model.FirstStage(setting.images);
  const at::Tensor second = setting.model.SecondStage(first);
  ASSERT_EQ(found.grad_cams.size(), 2);
  ExpectClose(found.grad_cams[0], ExpectedGradCam(first, NumericalGradient(first, of_first)));
  ExpectClose(found.grad_cams[1], ExpectedGradCam(second, NumericalGradient(second, of_second)));
  ExpectClose(found.input_gradients,
              std::get<0>(NumericalGradient(setting.images, of_image).abs().max(1)));
}

TEST(FindSaliencyTest, OfLogitsIsNumericallyRight) {
  ExpectNumericallyRight(Setting(SyntheticCategoryLabels(4)), SaliencyRecipe::CLASS_SCORE);
}

TEST(FindSaliencyTest, OfRegressedLabelsIsNumericallyRight) {
  ExpectNumericallyRight(Setting(SyntheticRegressionLabels(4, {6})), SaliencyRecipe::CLASS_SCORE);
}

TEST(FindSaliencyTest, OfTheLossIsNumericallyRight) {
  ExpectNumericallyRight(Setting(SyntheticCategoryLabels(4, 0.1)), SaliencyRecipe::MINUS_LOSS);
  ExpectNumericallyRight(Setting(SyntheticRegressionLabels(4, {6})), SaliencyRecipe::MINUS_LOSS);
}

TEST(FindSaliencyTest, LeavesTheModelAsItWas) {
  Setting setting(SyntheticCategoryLabels(4));
  setting.Find(SaliencyRecipe::CLASS_SCORE);
  for (const auto& [name, parameter] : setting.model.Parameters()) {
    EXPECT_FALSE(parameter.grad().defined()) << name;
    EXPECT_TRUE(parameter.requires_grad()) << name;
  }
  EXPECT_FALSE(setting.images.requires_grad());
}

TEST(FindSaliencyTest, AnImageHasItsOwnMapsWhateverIsBesideIt) {
  Setting setting(SyntheticRegressionLabels(4, {6}));
  const ModelSaliency all = setting.Find(SaliencyRecipe::CLASS_SCORE);
  setting.images = setting.images.narrow(0, 1, 1);
  setting.classes = setting.classes.narrow(0, 1, 1);
  const ModelSaliency one = setting.Find(SaliencyRecipe::CLASS_SCORE);
  EXPECT_TRUE(at::allclose(one.grad_cams[0], all.grad_cams[0].narrow(0, 1, 1)));
  EXPECT_TRUE(at::allclose(one.input_gradients, all.input_gradients.narrow(0, 1, 1)));
  EXPECT_TRUE(at::equal(one.decisions, all.decisions.narrow(0, 1, 1)));
}

TEST(FindSaliencyTest, GivesTheStagesThatAreAskedFor) {
  Setting setting(SyntheticCategoryLabels(4));
  const ModelSaliency found = FindSaliency(setting.model, setting.labels, setting.images,
                                           setting.classes, {1}, SaliencyRecipe::CLASS_SCORE);
  ASSERT_EQ(found.grad_cams.size(), 1);
  EXPECT_EQ(found.grad_cams[0].size(1), kSize / 2);
}

}  // namespace
}  // namespace labelrep
