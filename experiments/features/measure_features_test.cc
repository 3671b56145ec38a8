#include "experiments/features/measure_features.h"

#include "ATen/TensorOperators.h"
#include "absl/strings/str_cat.h"
#include "experiments/train/train.h"
#include "experiments/train/train_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/base/tensor_array.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A run of three epochs in as many segments: its 6 test images are of 2 classes, its encoder has 64
// features.
class MeasureFeaturesTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    files_ = new TrainingFiles("measure_features");
    ASSERT_OK(TrainInSegments(files_->paths(), files_->Path("run"), 3));
  }

  static FeaturesByHand Asked(const std::string& weights, const std::string& recipe) {
    return {.model = {.weights = files_->Path("run/" + weights),
                      .labels = files_->Path("labels.pb"),
                      .data = files_->Path("data")},
            .recipe = recipe,
            .out = files_->Path("out")};
  }

  static FeaturesResult Result() {
    FeaturesResult result;
    EXPECT_OK(ReadBinaryProto(files_->Path("out/result.pb"), &result));
    return result;
  }

  static at::Tensor Features() {
    const absl::StatusOr<Array> array = ReadNpy(files_->Path("out/features.npy"));
    EXPECT_OK(array);
    return array.ok() ? TensorFromArray(*array) : at::Tensor();
  }

  static TrainingFiles* files_;
};

TrainingFiles* MeasureFeaturesTest::files_ = nullptr;

TEST_F(MeasureFeaturesTest, AreWhatTheHeadDecidesOn) {
  const FeaturesByHand asked = Asked("weights.safetensors", "neighbors: 3");
  ASSERT_OK(MeasureFeaturesByHand(asked));
  const at::Tensor features = Features();
  ASSERT_EQ(features.sizes(), (std::vector<int64_t>{6, 64}));
  LABELREP_ASSERT_OK_AND_ASSIGN(const LoadedModel model, LoadModel(asked.model));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::shared_ptr<Classifier> classifier,
                                model.MakeClassifier());
  const at::Tensor decisions = classifier->Outputs(features).argmax(1);
  const FeaturesResult result = Result();
  ASSERT_EQ(result.classes_size(), 6);
  int64_t correct = 0;
  for (int i = 0; i < 6; ++i) {
    if (decisions[i].item<int64_t>() == result.classes(i)) ++correct;
  }
  EXPECT_EQ(correct, ReadResult(files_->Path("run/result.pb")).test().correct_by_largest_output());
}

TEST_F(MeasureFeaturesTest, ResultSaysWhatWasMeasured) {
  ASSERT_OK(MeasureFeaturesByHand(
      Asked("weights.safetensors",
            "neighbors: 3 tsne { perplexity: 1.5 early_iterations: 5 iterations: 5 }")));
  const FeaturesResult result = Result();
  EXPECT_EQ(result.num_classes(), 2);
  EXPECT_EQ(result.feature_size(), 64);
  EXPECT_EQ(result.class_silhouettes_size(), 2);
  EXPECT_TRUE(result.has_silhouette());
  EXPECT_TRUE(result.has_neighbor_accuracy());
  EXPECT_EQ(result.x_size(), 6);
  EXPECT_EQ(result.y_size(), 6);
  EXPECT_TRUE(result.has_kl_divergence());
  EXPECT_EQ(result.recipe().tsne().pca_components(), 50) << "defaults are made explicit";
  EXPECT_EQ(result.model().encoder(), "resnet8");
  EXPECT_EQ(result.weights_sha256(), ReadResult(files_->Path("run/result.pb")).weights_sha256());
  EXPECT_FALSE(result.recipe().has_epochs());
  EXPECT_EQ(result.class_names_size(), 2);
  EXPECT_EQ(ReadProvenance(files_->Path("out/provenance.pb")).segments_size(), 1);
}

TEST_F(MeasureFeaturesTest, TakesTheFirstImages) {
  ASSERT_OK(MeasureFeaturesByHand(Asked("weights.safetensors", "neighbors: 3")));
  const at::Tensor all = Features();
  const FeaturesResult of_all = Result();
  ASSERT_OK(MeasureFeaturesByHand(Asked("weights.safetensors", "neighbors: 3 images: 4")));
  EXPECT_TRUE(Features().equal(all.narrow(0, 0, 4)));
  EXPECT_THAT(Result().classes(), ElementsAre(of_all.classes(0), of_all.classes(1),
                                              of_all.classes(2), of_all.classes(3)));
}

TEST_F(MeasureFeaturesTest, OfACheckpointTheyAreThoseOfThatEpoch) {
  ASSERT_OK(MeasureFeaturesByHand(Asked("checkpoint1", "neighbors: 3 epochs: 1")));
  const at::Tensor first = Features();
  EXPECT_EQ(Result().recipe().epochs(), 1);
  EXPECT_EQ(Result().model().encoder(), "resnet8");
  ASSERT_OK(MeasureFeaturesByHand(Asked("checkpoint2", "neighbors: 3 epochs: 2")));
  EXPECT_FALSE(Features().equal(first));
}

TEST_F(MeasureFeaturesTest, RefusesOtherEpochsThanThoseOfTheWeights) {
  const auto expect_refused = [&](const std::string& weights, const std::string& recipe,
                                  const std::string& message) {
    EXPECT_THAT(MeasureFeaturesByHand(Asked(weights, recipe)),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(message)))
        << weights << " " << recipe;
  };
  expect_refused("checkpoint1", "neighbors: 3", "recipe.epochs: found none, expected 1, as ");
  expect_refused("checkpoint1", "neighbors: 3 epochs: 2", "recipe.epochs: found 2, expected 1");
  expect_refused("weights.safetensors", "neighbors: 3 epochs: 3",
                 "recipe.epochs: found 3, expected none, as ");
  expect_refused("checkpoint1", "neighbors: 3 epochs: 0", "--with: recipe.epochs: found 0");
}

TEST_F(MeasureFeaturesTest, RefusesRecipesThatDoNotFit) {
  const auto expect_refused = [&](const std::string& recipe, const std::string& message) {
    EXPECT_THAT(MeasureFeaturesByHand(Asked("weights.safetensors", recipe)),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(message)))
        << recipe;
  };
  expect_refused("", "recipe.neighbors: found 15, expected below the 6 images");
  expect_refused("images: 7 neighbors: 3", "recipe.images: found 7, expected at most 6");
  expect_refused("images: 1", "recipe.images: found 1, expected at least 2");
  expect_refused("neighbors: 0", "--with: recipe.neighbors: found 0");
  expect_refused("neighbors: 3 threads: 0", "recipe.threads: found 0");
  expect_refused("tsne { momentum: 2 }", "--with: tsne.momentum: found 2");
  expect_refused("neighbors: 3 tsne {}", "found 6 points, expected at least 91");
  expect_refused("steps: 3", "steps");
}

}  // namespace
}  // namespace labelrep
