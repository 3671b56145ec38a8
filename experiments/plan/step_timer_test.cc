#include "experiments/plan/step_timer.h"

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

TEST(StepTimerTest, TimesLinearHeadAndDecoder) {
  for (const std::vector<int32_t>& shape : {std::vector<int32_t>{10}, {64, 64}}) {
    for (const auto precision : {Recipe::FP32, Recipe::BF16_AUTOCAST}) {
      Recipe recipe = SmallRecipe();
      recipe.set_precision(precision);
      absl::StatusOr<SecondsPerImage> seconds = TimeSteps(recipe, shape, 32, 2, 0.01);
      ASSERT_TRUE(seconds.ok()) << seconds.status();
      EXPECT_GT(seconds->training, 0);
      EXPECT_LT(seconds->training, 10);
      EXPECT_GT(seconds->evaluation, 0);
    }
  }
}

TEST(StepTimerTest, UnknownEncoderIsNamed) {
  Recipe recipe = SmallRecipe();
  recipe.set_encoder("resnet9000x");
  const absl::Status status = TimeSteps(recipe, {10}, 32, 1, 0.01).status();
  EXPECT_NE(status.message().find("resnet9000x"), std::string::npos) << status;
}

TEST(StepTimerTest, MissingDeviceIsRefused) {
  if (DeviceIsHere(Recipe::CUDA)) GTEST_SKIP();
  Recipe recipe = SmallRecipe();
  recipe.set_device(Recipe::CUDA);
  EXPECT_EQ(TimeSteps(recipe, {10}, 32, 1, 0.01).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace labelrep
