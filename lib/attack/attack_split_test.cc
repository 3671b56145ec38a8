#include "lib/attack/attack_split.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ATen/Functions.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_testing.h"
#include "lib/attack/temperature.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/fake_classifier.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {
namespace {

constexpr int32_t kClasses = 3;
constexpr int64_t kImages = 25;

class AttackSplitTest : public ::testing::Test {
 protected:
  AttackResult Attack(const std::string& recipe, const AttackObserver& observer = {}) const {
    auto result =
        AttackSplit(model_, images_, kReleaseNormalization, RecipeFromText(recipe), observer);
    EXPECT_OK(result);
    return *std::move(result);
  }

  // float64, where rounding does not turn the sign of a gradient.
  const FrozenModel model_ =
      FakeFrozenModel(SyntheticRegressionLabels(kClasses, {4, 4}), Arithmetic::kFloat64);
  const ResidentImages images_{FakeImages(kImages, kClasses, 3), at::kCPU};
};

TEST_F(AttackSplitTest, AttacksTheCorrectImagesOnly) {
  const AttackResult result = Attack("attack: 'fgsm' epsilons: [0.3, 2]");
  ASSERT_EQ(result.classes_size(), kImages);
  ASSERT_EQ(result.clean_decisions_size(), kImages);
  ASSERT_EQ(result.epsilons_size(), 2);
  int correct = 0, misled = 0;
  for (int i = 0; i < kImages; ++i) {
    EXPECT_EQ(result.classes(i), i % kClasses);
    const int32_t attacked = result.epsilons(1).decisions(i);
    if (result.clean_decisions(i) != result.classes(i)) {
      EXPECT_EQ(attacked, result.clean_decisions(i));
      continue;
    }
    ++correct;
    if (attacked != result.classes(i)) ++misled;
  }
  // So that this test tests something.
  EXPECT_GT(correct, 3);
  EXPECT_LT(correct, kImages);
  EXPECT_GT(misled, 0);
  EXPECT_EQ(result.zero_gradient_images(), 0);
  EXPECT_EQ(result.targets_size(), 0);
  EXPECT_EQ(result.epsilons(0).queries_size(), 0);
  // All elements that have a gradient change by epsilon but where the range ends.
  EXPECT_NEAR(result.epsilons(0).mean_linf(), 0.3, 1e-6);
  EXPECT_GT(result.epsilons(1).mean_l2(), result.epsilons(0).mean_l2());
}

TEST_F(AttackSplitTest, CleanDecisionsAreTheModels) {
  const AttackResult result = Attack("attack: 'fgsm' epsilons: 0.1");
  const at::Tensor images =
      Batches::InOrder(images_, {.batch_size = kImages}).Get(0).images.to(at::kDouble);
  const at::Tensor decisions = DecideOnImages(model_, images, kImages);
  for (int i = 0; i < kImages; ++i) {
    EXPECT_EQ(result.clean_decisions(i), decisions[i].item<int64_t>());
  }
}

TEST_F(AttackSplitTest, SameBytesTwice) {
  for (const std::string recipe :
       {"attack: 'pgd' steps: 3 epsilons: [0.1, 0.5]", "attack: 'square' queries: 9 epsilons: 1"}) {
    EXPECT_EQ(SerializeDeterministically(Attack(recipe)),
              SerializeDeterministically(Attack(recipe)));
  }
}

TEST_F(AttackSplitTest, DoesNotDependOnTheBatchSize) {
  for (const std::string recipe :
       {"attack: 'iterative' epsilons: [0.2, 1]", "attack: 'pgd' steps: 3 epsilons: [0.1, 0.5]",
        "attack: 'square' queries: 9 epsilons: [0.5, 1] targeted: true",
        "attack: 'apgd' steps: 9 epsilons: [0.05, 0.1]",
        "attack: 'fab_t' steps: 3 epsilons: [0.1, 1]",
        "attack: 'auto' steps: 2 queries: 9 epsilons: [0.05, 0.1]"}) {
    AttackResult one = Attack(recipe + " batch_size: 25");
    for (const char* size : {" batch_size: 4", " batch_size: 7"}) {
      const AttackResult other = Attack(recipe + size);
      EXPECT_EQ(std::vector<int32_t>(one.targets().begin(), one.targets().end()),
                std::vector<int32_t>(other.targets().begin(), other.targets().end()));
      for (int e = 0; e < 2; ++e) {
        const EpsilonResult &a = one.epsilons(e), &b = other.epsilons(e);
        EXPECT_TRUE(std::equal(a.decisions().begin(), a.decisions().end(), b.decisions().begin()));
        EXPECT_TRUE(std::equal(a.members().begin(), a.members().end(), b.members().begin()));
        EXPECT_TRUE(std::equal(a.queries().begin(), a.queries().end(), b.queries().begin()));
        EXPECT_NEAR(a.mean_l2(), b.mean_l2(), 1e-12);
        EXPECT_NEAR(a.mean_linf(), b.mean_linf(), 1e-12);
      }
    }
  }
}

TEST_F(AttackSplitTest, FitsATemperatureWhereItMatters) {
  EXPECT_FALSE(Attack("attack: 'apgd' objective: DLR steps: 1 epsilons: 0.1").has_temperature());
  const AttackResult result = Attack("attack: 'apgd' steps: 1 epsilons: 0.1");
  const at::Tensor images =
      Batches::InOrder(images_, {.batch_size = kImages}).Get(0).images.to(at::kDouble);
  const at::Tensor classes = at::arange(kImages).remainder(kClasses);
  EXPECT_NEAR(result.temperature(), FitTemperature(ScoreImages(model_, images, kImages), classes),
              1e-9);
  EXPECT_NE(result.temperature(), 1);
}

TEST_F(AttackSplitTest, RecordsWhichOfASuiteMisled) {
  const AttackResult result = Attack("attack: 'auto' steps: 2 queries: 9 epsilons: [0.01, 2]");
  EXPECT_EQ(std::vector<std::string>(result.suite().begin(), result.suite().end()),
            (std::vector<std::string>{"apgd", "apgd_t", "fab_t", "square"}));
  for (const EpsilonResult& found : result.epsilons()) {
    ASSERT_EQ(found.members_size(), kImages);
    for (int i = 0; i < kImages; ++i) {
      const bool misled =
          result.clean_decisions(i) == result.classes(i) && found.decisions(i) != result.classes(i);
      EXPECT_EQ(found.members(i) > 0, misled) << i;
    }
  }
  EXPECT_TRUE(Attack("attack: 'fgsm' epsilons: 1").suite().empty());
}

TEST_F(AttackSplitTest, TheFirstImagesAreThoseOfTheWhole) {
  const std::string recipe = "attack: 'fgsm' epsilons: 0.5 targeted: true";
  const AttackResult whole = Attack(recipe);
  const AttackResult part = Attack(recipe + " images: 10");
  ASSERT_EQ(part.classes_size(), 10);
  ASSERT_EQ(part.targets_size(), 10);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(part.targets(i), whole.targets(i));
    EXPECT_EQ(part.epsilons(0).decisions(i), whole.epsilons(0).decisions(i));
    EXPECT_NE(part.targets(i), part.classes(i));
  }
  EXPECT_EQ(Attack(recipe + " images: 1000").classes_size(), kImages);
}

TEST_F(AttackSplitTest, ObserversSeeEveryAttackedImageAndAllProgress) {
  std::vector<int64_t> seen;
  std::vector<std::pair<int64_t, int64_t>> progress;
  const AttackResult result =
      Attack("attack: 'square' queries: 5 epsilons: [0.5, 1] batch_size: 4",
             {.progress =
                  [&](int64_t done, int64_t total) {
                    progress.push_back({done, total});
                  },
              .batch =
                  [&](const AttackBatch& batch, const AttackOutcome& outcome) {
                    seen.insert(seen.end(), batch.indices.begin(), batch.indices.end());
                    EXPECT_EQ(outcome.epsilons[1].images.sizes(), batch.images.sizes());
                  }});
  std::vector<int64_t> correct;
  for (int i = 0; i < kImages; ++i) {
    if (result.clean_decisions(i) == result.classes(i)) correct.push_back(i);
    const bool attacked = result.clean_decisions(i) == result.classes(i);
    EXPECT_EQ(result.epsilons(0).queries(i) > 0, attacked);
  }
  EXPECT_EQ(seen, correct);
  EXPECT_EQ(progress.back(), (std::pair<int64_t, int64_t>{kImages, kImages}));
  EXPECT_FALSE(result.has_zero_gradient_images());
}

TEST_F(AttackSplitTest, ImagesOfOtherClassesThanTheLabelsAreRefused) {
  const ResidentImages others{FakeImages(8, kClasses + 2, 3), at::kCPU};
  EXPECT_THAT(AttackSplit(model_, others, kReleaseNormalization,
                          RecipeFromText("attack: 'fgsm' epsilons: 0.1"), {})
                  .status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "there are labels for 3 classes"));
}

}  // namespace
}  // namespace labelrep
