#include "lib/train/checkpoint_weights.h"

#include "ATen/ops/tensor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/run/weights_metadata.h"
#include "lib/train/checkpoint.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

Checkpoint SomeCheckpoint() {
  Checkpoint checkpoint;
  checkpoint.progress.mutable_recipe()->set_encoder("resnet8");
  checkpoint.progress.set_labels_sha256("labels");
  for (const int epoch : {1, 2}) checkpoint.progress.add_epochs()->set_epoch(epoch);
  checkpoint.weights = {{"a.weight", at::tensor({1.0f, 2.0f})}};
  checkpoint.stepper_state = {{"momentum/a.weight", at::tensor({3.0f, 4.0f})}};
  checkpoint.best_weights = {{"a.weight", at::tensor({5.0f, 6.0f})}};
  return checkpoint;
}

TEST(CheckpointWeightsTest, AreTheLastInTheFormOfAWeightsFile) {
  const std::string bytes = EncodeCheckpoint(SomeCheckpoint());
  LABELREP_ASSERT_OK_AND_ASSIGN(const Safetensors file, ParseSafetensors(bytes, "c"));
  EXPECT_TRUE(IsCheckpoint(file));
  LABELREP_ASSERT_OK_AND_ASSIGN(const CheckpointWeights of, WeightsOfCheckpoint(bytes, "c"));
  const Safetensors& weights = of.weights;
  EXPECT_EQ(of.epochs, 2);
  EXPECT_FALSE(IsCheckpoint(weights));
  ASSERT_EQ(weights.tensors.size(), 1);
  EXPECT_EQ(weights.tensors[0].first, "a.weight");
  EXPECT_EQ(weights.tensors[0].second.bytes, Array::FromFloats({2}, {1, 2}).bytes);
  EXPECT_EQ(weights.metadata.at("labels_sha256"), "labels");
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::optional<Recipe> recipe,
                                RecipeOfWeights(weights.metadata, "c"));
  ASSERT_TRUE(recipe.has_value());
  EXPECT_EQ(recipe->encoder(), "resnet8");
}

TEST(CheckpointWeightsTest, AFailedRunHasNone) {
  Checkpoint failed = SomeCheckpoint();
  failed.progress.mutable_failure()->set_message("the loss became NaN");
  failed.weights.clear();
  EXPECT_THAT(WeightsOfCheckpoint(EncodeCheckpoint(failed), "c"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("c: "), HasSubstr("the loss became NaN"))));
}

TEST(CheckpointWeightsTest, RefusesOtherFiles) {
  Safetensors weights;
  weights.metadata["format"] = "pt";
  EXPECT_FALSE(IsCheckpoint(weights));
  EXPECT_THAT(WeightsOfCheckpoint("none", "c"), StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace labelrep
