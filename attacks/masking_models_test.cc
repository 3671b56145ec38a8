// The verdict on masked gradients (lib/attack/masking_verdict.h) of models whose fault is known:
// each check warns of the model that has it, and of no honest one.
#include <cmath>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "ATen/Functions.h"
#include "ATen/Parallel.h"
#include "ATen/TensorOperators.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_split.h"
#include "lib/attack/attack_testing.h"
#include "lib/attack/masking_verdict.h"
#include "lib/base/random_stream.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/frozen_model.h"
#include "lib/eval/scoring_classifier.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

constexpr int64_t kImageSize = 8;
constexpr int64_t kElements = ImageBytes(kImageSize);
constexpr int64_t kImages = 40;
constexpr double kEpsilon = 0.2;

using Scores = ScoringClassifier::Scores;

// Ten classes, linear; the largest score leads the next by 0.6 `scale` on average, and kEpsilon
// moves a difference of two by up to 3 `scale`.
Scores Linear(double scale) {
  RandomStream random(1, "weights");
  const at::Tensor weights = at::empty({10, kElements});
  for (int64_t i = 0; i < weights.numel(); ++i) {
    weights.mutable_data_ptr<float>()[i] = static_cast<float>(random.NextNormal());
  }
  return [=](const at::Tensor& images) {
    return images.flatten(1).matmul(weights.t()) * (scale / std::sqrt(kElements));
  };
}

// Bytes at random, or all grey, of which the classes are those that the model decides on.
ImageSet ImagesFor(const FrozenModel& model, bool grey) {
  ImageSet images;
  images.image_size = kImageSize;
  images.labels.resize(kImages);
  RandomStream random(2, "pixels");
  for (int64_t i = 0; i < kImages * kElements; ++i) {
    images.pixels.push_back(grey ? 128 : static_cast<uint8_t>(random.NextBelow(256)));
  }
  const at::Tensor normalized =
      Batches::InOrder(ResidentImages(images, at::kCPU), {.batch_size = kImages}).Get(0).images;
  const at::Tensor decisions = DecideOnImages(model, normalized, kImages);
  for (int64_t i = 0; i < kImages; ++i) {
    images.labels[i] = static_cast<int32_t>(decisions[i].item<int64_t>());
  }
  return images;
}

// The checks that warn.
std::set<std::string> WarningsOf(const Scores& scores, const LabelSet& labels, bool grey = false) {
  const absl::StatusOr<FrozenModel> model =
      FrozenModel::Make(std::make_shared<ScoringClassifier>(scores, kImageSize), labels, at::kCPU,
                        Arithmetic::kFloat32);
  EXPECT_OK(model);
  const ResidentImages images(ImagesFor(*model, grey), at::kCPU);
  const auto attack = [&](const std::string& recipe) {
    const absl::StatusOr<AttackResult> result =
        AttackSplit(*model, images, kReleaseNormalization, RecipeFromText(recipe), {});
    EXPECT_OK(result);
    return *result;
  };
  const AttackResult results[] = {
      attack("attack: 'fgsm' epsilons: 0.2"),
      attack("attack: 'iterative' epsilons: 0.2"),
      attack("attack: 'pgd' restarts: 1 epsilons: 0.2"),
      attack("attack: 'pgd' restarts: 1 objective: MARGIN epsilons: 0.2"),
      attack("attack: 'pgd' restarts: 1 objective: MARGIN epsilons: 2"),
      attack("attack: 'square' queries: 300 epsilons: 0.2"),
      attack("attack: 'auto' queries: 300 target_classes: 3 epsilons: 0.2"),
  };
  MaskingEvidence evidence{.num_classes = labels.class_names_size(), .scores_only = {"square"}};
  for (const AttackResult& result : results) {
    const std::string& name = result.recipe().attack();
    (name == "auto"     ? evidence.suites
     : name == "square" ? evidence.black_box
                        : evidence.white_box)
        .push_back(&result);
  }
  const absl::StatusOr<MaskingVerdict> verdict = JudgeMasking(evidence);
  EXPECT_OK(verdict);
  std::set<std::string> warnings;
  for (const MaskingCheck& check : verdict->checks) {
    EXPECT_NE(check.reading, MaskingCheck::Reading::kNotMeasured) << check.name;
    if (check.reading == MaskingCheck::Reading::kWarn) warnings.insert(check.name);
  }
  return warnings;
}

class MaskingModelsTest : public ::testing::Test {
 protected:
  // More would wait for each other longer than the work on so small tensors takes.
  void SetUp() override { at::set_num_threads(1); }

  const LabelSet category_ = SyntheticCategoryLabels(10);
  // The grey images, normalised.
  const at::Tensor grey_ =
      Batches::InOrder(
          ResidentImages({std::vector<uint8_t>(kElements, 128), {0}, "", kImageSize}, at::kCPU), {})
          .Get(0)
          .images.contiguous();
};

TEST_F(MaskingModelsTest, AnHonestModelHasNoWarning) {
  EXPECT_THAT(WarningsOf(Linear(1), category_), UnorderedElementsAre());
  // Confident, too.
  EXPECT_THAT(WarningsOf(Linear(8), category_), UnorderedElementsAre());
}

// Rounding has no gradient, and hides nothing from who looks at scores.
TEST_F(MaskingModelsTest, AQuantisedInput) {
  const Scores scores = Linear(1);
  EXPECT_THAT(WarningsOf([=](const at::Tensor& images) { return scores((images * 2).round() / 2); },
                         category_),
              IsSupersetOf({"zero gradients", "black box", "huge epsilon"}));
}

// What decides lies where single precision has no gradient of the softmax.
TEST_F(MaskingModelsTest, ASaturatedSoftmax) {
  EXPECT_THAT(WarningsOf(Linear(1e4), category_),
              UnorderedElementsAre("zero gradients", "own loss"));
}

// With smoothing 0.1 the loss has its minimum at a probability of 0.91: to raise it strengthens
// images that the model is surer of.
TEST_F(MaskingModelsTest, SmoothedLabels) {
  EXPECT_THAT(WarningsOf(Linear(8), SyntheticCategoryLabels(10, /*smoothing=*/0.1)),
              UnorderedElementsAre("own loss"));
}

// The score falls over the whole of epsilon, but in waves, in whose first trough small steps end.
TEST_F(MaskingModelsTest, AWrappedGradient) {
  const auto waves = [this](const at::Tensor& images) {
    const at::Tensor way = (images - grey_).flatten(1).mean(1) / kEpsilon;
    const at::Tensor lead = 1 - 1.5 * way - 0.4 * (4 * M_PI * way).sin();
    return at::stack({lead, at::zeros_like(lead)}, 1);
  };
  EXPECT_THAT(WarningsOf(waves, SyntheticCategoryLabels(2), /*grey=*/true), Contains("one step"));
}

// Class 1 is close to one point inside the ball only, over which steps of one size pass to and fro.
TEST_F(MaskingModelsTest, APointThatStepsOfOneSizeMiss) {
  const auto narrow = [this](const at::Tensor& images) {
    const at::Tensor point = 0.5 * kEpsilon * at::arange(kElements).add(1).square().sin();
    const at::Tensor distances =
        ((images - grey_).flatten(1) - point).abs().mean(1) / kEpsilon - 0.02;
    return at::stack({distances, at::zeros_like(distances)}, 1);
  };
  const std::set<std::string> warnings =
      WarningsOf(narrow, SyntheticCategoryLabels(2), /*grey=*/true);
  EXPECT_THAT(warnings, Contains("search"));
  EXPECT_THAT(warnings, Not(Contains("own loss")));
}

TEST_F(MaskingModelsTest, AModelThatDoesNotLook) {
  const auto deaf = [](const at::Tensor& images) {
    return at::eye(10)[3] + 0 * images.flatten(1).sum(1, /*keepdim=*/true);
  };
  EXPECT_THAT(WarningsOf(deaf, category_),
              UnorderedElementsAre("zero gradients", "huge epsilon", "largest epsilon"));
}

}  // namespace
}  // namespace labelrep
