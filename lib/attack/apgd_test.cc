#include "lib/attack/apgd.h"

#include <memory>
#include <string>

#include "ATen/Functions.h"
#include "ATen/Parallel.h"
#include "ATen/TensorOperators.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_testing.h"
#include "lib/attack/random_start.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/frozen_model.h"
#include "lib/eval/scoring_classifier.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Goldens are from the paper's formula in Python:
//   def checkpoints(n):
//       p = [F(0), F(22, 100)]
//       while p[-1] < 1: p.append(p[-1] + max(p[-1] - p[-2] - F(3, 100), F(6, 100)))
//       return sorted({math.ceil(q * n) for q in p[1:]} & set(range(1, n)))
TEST(ApgdCheckpointsTest, AreThoseOfThePaper) {
  EXPECT_THAT(ApgdCheckpoints(100), ElementsAre(22, 41, 57, 70, 80, 87, 93, 99));
  EXPECT_THAT(ApgdCheckpoints(50), ElementsAre(11, 21, 29, 35, 40, 44, 47));
  EXPECT_THAT(ApgdCheckpoints(20), ElementsAre(5, 9, 12, 14, 16, 18, 19));
  EXPECT_THAT(ApgdCheckpoints(10), ElementsAre(3, 5, 6, 7, 8, 9));
  EXPECT_THAT(ApgdCheckpoints(7), ElementsAre(2, 3, 4, 5, 6));
  EXPECT_THAT(ApgdCheckpoints(1), IsEmpty());
}

constexpr double kEpsilon = 0.4;

// Decides on class 1 only close to one point inside the ball around the zero image: class 0 leads
// by `scale` times the mean distance of an element to that point, in epsilons, less 0.02.
ScoringClassifier::Scores Narrow(double scale) {
  return [=](const at::Tensor& images) {
    const at::Tensor point =
        0.5 * kEpsilon * at::arange(images[0].numel(), images.options()).add(1).square().sin();
    const at::Tensor distances = (images.flatten(1) - point).abs().mean(1) / kEpsilon;
    return at::stack({distances - 0.02, at::zeros_like(distances)}, 1) * scale;
  };
}

class NarrowTest : public ::testing::Test {
 protected:
  void SetUp() override {
    // More would wait for each other longer than the work on so small tensors takes.
    at::set_num_threads(1);
    SetScale(1);
    batch_.images = at::zeros({2, 3, 32, 32});
    batch_.aims.classes = at::zeros({2}, at::kLong);
    batch_.indices = {0, 1};
    batch_.range = PixelRangeOf(kReleaseNormalization, batch_.images.options());
  }

  void SetScale(double scale) {
    LABELREP_ASSERT_OK_AND_ASSIGN(
        FrozenModel model,
        FrozenModel::Make(std::make_shared<ScoringClassifier>(Narrow(scale)),
                          SyntheticCategoryLabels(2), at::kCPU, Arithmetic::kFloat32));
    model_ = std::make_unique<FrozenModel>(std::move(model));
  }

  EpsilonOutcome Run(const std::string& recipe) const {
    auto outcome =
        RunAttack(*model_, batch_, RecipeFromText(absl::StrCat(recipe, " epsilons: ", kEpsilon)));
    EXPECT_OK(outcome);
    return outcome->epsilons[0];
  }

  std::unique_ptr<FrozenModel> model_;
  AttackBatch batch_;
};

// Steps of 0.125 epsilon pass to and fro over the point: an element that is off by r is then off by
// 0.125 epsilon - r, 0.0625 epsilon on average.
TEST_F(NarrowTest, StepsOfOneSizeMissWhatHalvedStepsFind) {
  for (const char* objective : {" objective: MARGIN", " objective: OWN_LOSS"}) {
    const std::string pgd = "attack: 'pgd' step_size_per_epsilon: 0.125 restarts: 2 steps: ";
    EXPECT_FALSE(Run(absl::StrCat(pgd, "20", objective)).decisions.any().item<bool>());
    EXPECT_FALSE(Run(absl::StrCat(pgd, "100", objective)).decisions.any().item<bool>());
    EXPECT_TRUE(Run(absl::StrCat("attack: 'apgd'", objective)).decisions.all().item<bool>());
  }
  EXPECT_TRUE(Run("attack: 'apgd'").decisions.all().item<bool>());
}

// Softmax of scores that are hundreds apart is 0 and 1 in float32, and has no gradient.
TEST_F(NarrowTest, TheTemperatureMakesCrossEntropySeeLargeScores) {
  SetScale(1e6);
  EXPECT_FALSE(Run("attack: 'apgd'").decisions.any().item<bool>());
  batch_.aims.temperature = 1e6;
  EXPECT_TRUE(Run("attack: 'apgd'").decisions.all().item<bool>());
}

TEST_F(NarrowTest, WithTooFewStepsItEndsAtItsBestPoint) {
  const at::Tensor start = batch_.range.Clamp(
      kEpsilon * RandomDirections(batch_, at::arange(batch_.size()), /*seed=*/0, "apgd start 0"));
  const auto margins = [&](const at::Tensor& images) {
    const at::Tensor scores = model_->Outputs(images);
    return scores.select(1, 1) - scores.select(1, 0);
  };
  // The only gradient is that at the start.
  EXPECT_TRUE(at::equal(Run("attack: 'apgd' objective: MARGIN steps: 1").images, start));
  const EpsilonOutcome found = Run("attack: 'apgd' objective: MARGIN steps: 8");
  EXPECT_FALSE(found.decisions.any().item<bool>());
  EXPECT_TRUE((margins(found.images) > margins(start)).all().item<bool>());
}

}  // namespace
}  // namespace labelrep
