#include "lib/run/weights_metadata.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(WeightsMetadataTest, SaysWhatTheRunWasAskedToDo) {
  RunResult result;
  result.mutable_recipe()->set_encoder("resnet32");
  result.mutable_recipe()->set_learning_rate(0.1);
  result.set_recipe_sha256("a");
  result.set_labels_sha256("b");
  result.set_train_data_sha256("c");
  const std::map<std::string, std::string> metadata = WeightsMetadata(result);
  EXPECT_EQ(metadata.at("format"), "pt");
  EXPECT_EQ(metadata.at("recipe_sha256"), "a");
  EXPECT_EQ(metadata.at("labels_sha256"), "b");
  EXPECT_EQ(metadata.at("train_data_sha256"), "c");
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::optional<Recipe> recipe, RecipeOfWeights(metadata, "w"));
  EXPECT_EQ(recipe.value().SerializeAsString(), result.recipe().SerializeAsString());
}

TEST(WeightsMetadataTest, WeightsOfOtherProgramsHaveNoRecipe) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::optional<Recipe> recipe,
                                RecipeOfWeights({{"format", "pt"}}, "w.safetensors"));
  EXPECT_FALSE(recipe.has_value());
}

TEST(WeightsMetadataTest, RefusesARecipeThatIsNone) {
  EXPECT_THAT(RecipeOfWeights({{"recipe", "depth: 3"}}, "w.safetensors"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       testing::AllOf(testing::HasSubstr("w.safetensors: metadata: recipe"),
                                      testing::HasSubstr("depth"))));
}

}  // namespace
}  // namespace labelrep
