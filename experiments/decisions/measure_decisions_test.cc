#include "experiments/decisions/measure_decisions.h"

#include "ATen/core/grad_mode.h"
#include "ATen/ops/full.h"
#include "experiments/train/train.h"
#include "experiments/train/train_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/data/resident_data.h"

namespace labelrep {
namespace {

using ::testing::ElementsAreArray;
using ::testing::HasSubstr;

// Outputs are the mean of each channel, so that scores are known without a network.
class ChannelMeans : public Classifier {
 public:
  at::Tensor Features(const at::Tensor& images) override { return images.mean({2, 3}); }
  at::Tensor Outputs(const at::Tensor& features) override { return features; }
  NamedTensors Parameters() const override { return {}; }
  NamedTensors Buffers() const override { return {}; }
  void SetTraining(bool) override {}
  bool IsTraining() const override { return false; }
};

DecisionsRecipe Recipe(const std::string& text) {
  DecisionsRecipe recipe;
  EXPECT_OK(ParseTextProto(text, "recipe", &recipe));
  FillDefaults(&recipe);
  return recipe;
}

// A run of an epoch with 6 test images of 2 classes.
class MeasureDecisionsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    files_ = new TrainingFiles("measure_decisions");
    ASSERT_OK(TrainInSegments(files_->paths(), files_->Path("run"), 1));
  }

  static TrainedModel Model() {
    const absl::StatusOr<LoadedModel> loaded =
        LoadModel({.weights = files_->Path("run/weights.safetensors"),
                   .labels = files_->Path("labels.pb"),
                   .data = files_->Path("data")});
    EXPECT_OK(loaded);
    const absl::StatusOr<std::shared_ptr<Classifier>> classifier = loaded->MakeClassifier();
    EXPECT_OK(classifier);
    return TrainedModel{*loaded, *classifier};
  }

  static DecisionsResult Measure(const TrainedModel& model, const std::string& recipe) {
    SideFiles files;
    const absl::StatusOr<DecisionsResult> result = MeasureDecisions(model, Recipe(recipe), files);
    EXPECT_OK(result);
    return result.value_or(DecisionsResult());
  }

  static TrainingFiles* files_;
};

TrainingFiles* MeasureDecisionsTest::files_ = nullptr;

TEST_F(MeasureDecisionsTest, AreThoseThatTheRunWasTestedBy) {
  const TrainedModel model = Model();
  const DecisionsResult result = Measure(model, "");
  EXPECT_THAT(result.classes(), ElementsAreArray(model.test.labels));
  EXPECT_THAT(result.class_names(), ElementsAreArray(model.labels.class_names()));
  int64_t correct = 0;
  for (int i = 0; i < result.classes_size(); ++i) {
    if (result.decisions(i) == result.classes(i)) ++correct;
    EXPECT_EQ(result.runner_ups(i), 1 - result.decisions(i)) << "there are two classes";
  }
  EXPECT_EQ(correct, ReadResult(files_->Path("run/result.pb")).test().correct_by_largest_output());
}

// Of three classes, by sorting the scores.
TEST_F(MeasureDecisionsTest, TheRunnerUpHasTheSecondLargestScore) {
  TrainedModel model = Model();
  model.classifier = std::make_shared<ChannelMeans>();
  model.labels.add_class_names("third");
  model.labels.clear_values();
  for (int i = 0; i < 9; ++i) model.labels.add_values(i % 4 == 0 ? 1 : 0);
  model.labels.set_shape(0, 3);
  const DecisionsResult result = Measure(model, "");
  const Batch all =
      Batches::InOrder(ResidentImages(model.test, at::kCPU), {.normalization = model.normalization})
          .Get(0);
  const at::Tensor order = model.classifier->Features(all.images).argsort(1, /*descending=*/true);
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(result.decisions(i), order[i][0].item<int64_t>());
    EXPECT_EQ(result.runner_ups(i), order[i][1].item<int64_t>());
  }
}

// Else a digest would stay where a default changes.
TEST_F(MeasureDecisionsTest, DefaultsAreMadeExplicit) {
  const DecisionsRecipe recipe = Recipe("");
  EXPECT_TRUE(recipe.has_images());
  EXPECT_TRUE(recipe.has_device());
  EXPECT_TRUE(recipe.has_threads());
}

TEST_F(MeasureDecisionsTest, TakesTheFirstImages) {
  const TrainedModel model = Model();
  const DecisionsResult all = Measure(model, "");
  const DecisionsResult first = Measure(model, "images: 2");
  ASSERT_EQ(first.classes_size(), 2);
  ASSERT_EQ(first.runner_ups_size(), 2);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(first.decisions(i), all.decisions(i));
}

TEST_F(MeasureDecisionsTest, RefusesNoImages) {
  SideFiles files;
  EXPECT_THAT(MeasureDecisions(Model(), Recipe("images: 0"), files),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("recipe.images: found 0, expected at least 1")));
}

}  // namespace
}  // namespace labelrep
