#include "experiments/plan/image_cost.h"

#include <gtest/gtest.h>

namespace labelrep {
namespace {

Recipe SmallRecipe() {
  Recipe recipe;
  recipe.set_encoder("resnet8");
  recipe.set_seed(1);
  recipe.set_batch_size(4);
  return recipe;
}

TEST(ImageCostTest, TimesLinearHeadAndDecoder) {
  for (const std::vector<int32_t>& shape : {std::vector<int32_t>{10}, {64, 64}}) {
    for (const auto precision : {Recipe::FP32, Recipe::BF16_AUTOCAST}) {
      Recipe recipe = SmallRecipe();
      recipe.set_precision(precision);
      absl::StatusOr<StepCost> cost = TimeSteps(recipe, shape, 32, 2, 0.01);
      ASSERT_TRUE(cost.ok()) << cost.status();
      EXPECT_GT(cost->training_s_per_image, 0);
      EXPECT_LT(cost->training_s_per_image, 10);
      EXPECT_GT(cost->evaluation_s_per_image, 0);
    }
  }
}

TEST(ImageCostTest, LargerBatchesTakeMoreMemory) {
  Recipe recipe = SmallRecipe();
  const absl::StatusOr<StepCost> small = TimeSteps(recipe, {10}, 32, 1, 0.01);
  recipe.set_batch_size(256);
  const absl::StatusOr<StepCost> large = TimeSteps(recipe, {10}, 32, 1, 0.01);
  ASSERT_TRUE(small.ok() && large.ok());
  ASSERT_TRUE(small->memory_bytes && large->memory_bytes);
  // The first layer's output alone: 16 channels of float32, and its gradient.
  EXPECT_GE(*large->memory_bytes - *small->memory_bytes, 252 * 16 * 32 * 32 * 4 * 2);
}

TEST(ImageCostTest, CountsWithoutTiming) {
  ImageCosts::Cost cost;
  *cost.mutable_run()->mutable_recipe() = SmallRecipe();
  cost.mutable_run()->add_label_shape(10);
  cost.mutable_run()->set_image_size(32);
  ASSERT_TRUE(CountOperations(cost).ok());
  EXPECT_GT(cost.forward_flops(), 0);
  EXPECT_FALSE(cost.has_training_s());
}

TEST(ImageCostTest, UnknownEncoderIsNamed) {
  Recipe recipe = SmallRecipe();
  recipe.set_encoder("resnet9000x");
  const absl::Status status = TimeSteps(recipe, {10}, 32, 1, 0.01).status();
  EXPECT_NE(status.message().find("resnet9000x"), std::string::npos) << status;
}

TEST(ImageCostTest, MissingDeviceIsRefused) {
  if (DeviceIsHere(Recipe::CUDA)) GTEST_SKIP();
  Recipe recipe = SmallRecipe();
  recipe.set_device(Recipe::CUDA);
  EXPECT_EQ(TimeSteps(recipe, {10}, 32, 1, 0.01).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST(ImageCostTest, HeadsOfOneKindCostInProportion) {
  CostMeter meter(/*jobs=*/1, /*budget_s=*/0.01);
  ImageCosts::Cost small;
  *small.mutable_run()->mutable_recipe() = SmallRecipe();
  small.mutable_run()->add_label_shape(10);
  ImageCosts::Cost large = small;
  large.mutable_run()->set_label_shape(0, 5000);
  ASSERT_TRUE(meter.Measure(small).ok());
  ASSERT_TRUE(meter.Measure(large).ok());
  EXPECT_GT(large.forward_flops(), small.forward_flops());
  EXPECT_DOUBLE_EQ(large.training_s() / small.training_s(),
                   large.forward_flops() / small.forward_flops());
}

}  // namespace
}  // namespace labelrep
