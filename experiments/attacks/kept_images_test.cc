#include "experiments/attacks/kept_images.h"

#include "ATen/ops/full.h"
#include "ATen/ops/tensor.h"
#include "ATen/ops/zeros.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

AttackRecipe TwoEpsilons() {
  AttackRecipe recipe;
  recipe.set_attack("fgsm");
  recipe.add_epsilons(0.1);
  recipe.add_epsilons(0.2);
  return recipe;
}

// Images of zeros and class 0 at these places of the split.
AttackBatch Batch(const std::vector<int64_t>& indices) {
  const auto count = static_cast<int64_t>(indices.size());
  return {.images = at::zeros({count, 3, 32, 32}),
          .aims = {.classes = at::zeros({count}, at::kLong), .targets = {}},
          .indices = indices,
          .range = {}};
}

// At the epsilons the images become 1 and 2, and the decisions these.
AttackOutcome Outcome(const std::vector<int64_t>& first, const std::vector<int64_t>& second) {
  const auto count = static_cast<int64_t>(first.size());
  AttackOutcome outcome;
  outcome.epsilons.push_back({at::full({count, 3, 32, 32}, 1.0), at::tensor(first), {}});
  outcome.epsilons.push_back({at::full({count, 3, 32, 32}, 2.0), at::tensor(second), {}});
  return outcome;
}

float Value(const at::Tensor& image) { return image.flatten()[0].item<float>(); }

TEST(KeptImagesTest, KeepsTheFirstEpsilonThatMisleads) {
  KeptImages kept(TwoEpsilons(), /*first_images=*/0);
  kept.Add(Batch({0, 1, 2}), Outcome({0, 0, 1}, {0, 1, 1}));
  const at::Tensor images = kept.SuccessImages();
  EXPECT_THAT(images.sizes().vec(), ElementsAre(2, 2, 3, 32, 32));
  EXPECT_EQ(Value(images[0][0]), 0);
  EXPECT_EQ(Value(images[0][1]), 2);
  EXPECT_EQ(Value(images[1][1]), 1);
  const Success& second = kept.successes()[0];
  EXPECT_EQ(second.index, 1);
  EXPECT_EQ(second.true_class, 0);
  EXPECT_EQ(second.decision, 1);
  EXPECT_EQ(second.epsilon, 0.2);
  EXPECT_EQ(kept.successes()[1].index, 2);
  EXPECT_EQ(kept.successes()[1].epsilon, 0.1);
}

TEST(KeptImagesTest, KeepsThirty) {
  KeptImages kept(TwoEpsilons(), /*first_images=*/0);
  for (int batch = 0; batch < 4; ++batch) {
    kept.Add(Batch(std::vector<int64_t>(9, 0)),
             Outcome(std::vector<int64_t>(9, 1), std::vector<int64_t>(9, 1)));
  }
  EXPECT_EQ(kept.SuccessImages().size(0), kKeptSuccesses);
}

TEST(KeptImagesTest, ImagesStandAtTheirPlaces) {
  KeptImages kept(TwoEpsilons(), /*first_images=*/4);
  kept.Add(Batch({1}), Outcome({0}, {1}));
  kept.Add(Batch({3}), Outcome({0}, {0}));
  const at::Tensor images = kept.AtEpsilons(at::full({4, 3, 32, 32}, 7.0));
  EXPECT_THAT(images.sizes().vec(), ElementsAre(2, 4, 3, 32, 32));
  for (int e = 0; e < 2; ++e) {
    const float attacked = e == 0 ? 1 : 2;
    EXPECT_EQ(Value(images[e][0]), 7);
    EXPECT_EQ(Value(images[e][1]), attacked);
    EXPECT_EQ(Value(images[e][2]), 7);
    EXPECT_EQ(Value(images[e][3]), attacked);
  }
}

TEST(KeptImagesTest, OfTheFirstImagesOnly) {
  KeptImages kept(TwoEpsilons(), /*first_images=*/3);
  kept.Add(Batch({0, 2, 4}), Outcome({0, 0, 0}, {1, 1, 1}));
  kept.Add(Batch({5, 6}), Outcome({0, 0}, {1, 1}));
  const at::Tensor images = kept.AtEpsilons(at::full({3, 3, 32, 32}, 7.0));
  EXPECT_EQ(Value(images[0][0]), 1);
  EXPECT_EQ(Value(images[1][0]), 2);
  EXPECT_EQ(Value(images[1][1]), 7);
  EXPECT_EQ(Value(images[1][2]), 2);
}

TEST(KeptImagesTest, NothingAttackedNothingKept) {
  KeptImages kept(TwoEpsilons(), /*first_images=*/4);
  EXPECT_EQ(kept.SuccessImages().size(0), 0);
  EXPECT_EQ(Value(kept.AtEpsilons(at::full({2, 3, 32, 32}, 7.0))[1][1]), 7);
}

// What DATA_SET's inverse gives of a known pixel, and both ends of the range.
TEST(ToPixelsTest, UndoesTheNormalization) {
  const Normalization normalization = {.mean = {0.5, 0.25, 0.1}, .std = {0.5, 0.1, 0.2}};
  const at::Tensor images = at::tensor({-1.0, 0.0, 9.0}).view({1, 3, 1, 1}).repeat({2, 1, 1, 1});
  const at::Tensor pixels = ToPixels(images, normalization);
  EXPECT_THAT(pixels.sizes().vec(), ElementsAre(2, 3, 1, 1));
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(pixels[i][0].item<uint8_t>(), 0);
    EXPECT_EQ(pixels[i][1].item<uint8_t>(), 64) << "0.25 * 255 = 63.75";
    EXPECT_EQ(pixels[i][2].item<uint8_t>(), 255) << "0.1 + 9 * 0.2 is above 1";
  }
}

}  // namespace
}  // namespace labelrep
