// The passes that an attack says it takes are those that it takes when no image is misled.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "ATen/Parallel.h"
#include "ATen/core/grad_mode.h"
#include "gtest/gtest.h"
#include "lib/attack/attack.h"
#include "lib/attack/attack_facts.h"
#include "lib/attack/attack_testing.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/fake_classifier.h"
#include "lib/eval/frozen_model.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

constexpr int32_t kClasses = 4;
constexpr int64_t kImages = 9;

class CountingClassifier : public FakeClassifier {
 public:
  CountingClassifier() : FakeClassifier({kClasses}, /*seed=*/4) {}

  at::Tensor Features(const at::Tensor& images) override {
    (at::GradMode::is_enabled() ? gradients : decisions) += images.size(0);
    return FakeClassifier::Features(images);
  }

  int64_t decisions = 0;
  int64_t gradients = 0;
};

class AttackPassesTest : public ::testing::TestWithParam<const char*> {};

TEST_P(AttackPassesTest, AreThoseDeclared) {
  // More would wait for each other longer than the work on so small tensors takes.
  at::set_num_threads(1);
  auto classifier = std::make_shared<CountingClassifier>();
  const absl::StatusOr<FrozenModel> model = FrozenModel::Make(
      classifier, SyntheticCategoryLabels(kClasses), at::kCPU, Arithmetic::kFloat32);
  ASSERT_OK(model);
  const AttackBatch batch = FakeAttackBatch(*model, kImages);
  const AttackRecipe recipe =
      RecipeFromText(std::string(GetParam()) + " epsilons: [1e-7, 2e-7] batch_size: 4");
  classifier->decisions = classifier->gradients = 0;
  const absl::StatusOr<AttackOutcome> outcome = RunAttack(*model, batch, recipe);
  ASSERT_OK(outcome);
  ASSERT_TRUE(outcome->epsilons[1].decisions.equal(batch.aims.classes));

  const std::optional<AttackPasses> passes = PassesOf(recipe);
  ASSERT_TRUE(passes.has_value());
  EXPECT_EQ(classifier->decisions, passes->decisions * kImages);
  EXPECT_EQ(classifier->gradients, passes->gradients * kImages);
}

const char* const kRecipes[] = {
    "attack: 'fgsm'",
    "attack: 'iterative' steps: 3",
    "attack: 'iterative' steps: 3 variant: RELEASE",
    "attack: 'pgd' steps: 4 restarts: 3",
    "attack: 'pgd' steps: 4 objective: MARGIN targeted: true",
    "attack: 'square' queries: 20",
    "attack: 'apgd' steps: 5 restarts: 2",
    "attack: 'apgd' steps: 1 targeted: true",
    "attack: 'apgd_t' steps: 5 restarts: 2 target_classes: 3",
    "attack: 'fab_t' steps: 5 target_classes: 3",
    "attack: 'auto' steps: 5 queries: 9 target_classes: 3",
};

INSTANTIATE_TEST_SUITE_P(All, AttackPassesTest, ::testing::ValuesIn(kRecipes));

}  // namespace
}  // namespace labelrep
