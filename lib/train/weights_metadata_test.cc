#include "lib/train/weights_metadata.h"

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

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
  Recipe recipe;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(metadata.at("recipe"), &recipe));
  EXPECT_EQ(recipe.SerializeAsString(), result.recipe().SerializeAsString());
}

}  // namespace
}  // namespace labelrep
