#include "experiments/saliency/measure_saliency.h"

#include <algorithm>
#include <vector>

#include "ATen/ops/allclose.h"
#include "ATen/ops/tensor.h"
#include "experiments/train/train.h"
#include "experiments/train/train_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/npy.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/base/tensor_array.h"
#include "lib/saliency/grad_cam.h"

namespace labelrep {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

SaliencyRecipe Recipe(const std::string& text) {
  SaliencyRecipe recipe;
  EXPECT_OK(ParseTextProto(text, "recipe", &recipe));
  FillDefaults(&recipe);
  return recipe;
}

std::vector<int32_t> Stages(const SaliencyResult& result) {
  std::vector<int32_t> stages;
  for (const SaliencyMaps& maps : result.maps()) stages.push_back(maps.stage());
  return stages;
}

at::Tensor TensorOf(const google::protobuf::RepeatedField<float>& values, int64_t size) {
  return at::tensor(at::ArrayRef<float>(values.data(), values.size())).view({-1, size, size});
}

// An encoder without stages.
class Stageless : public Classifier {
 public:
  explicit Stageless(std::shared_ptr<Classifier> model) : model_(std::move(model)) {}
  at::Tensor Features(const at::Tensor& images) override { return model_->Features(images); }
  at::Tensor Outputs(const at::Tensor& features) override { return model_->Outputs(features); }
  NamedTensors Parameters() const override { return model_->Parameters(); }
  NamedTensors Buffers() const override { return model_->Buffers(); }
  void SetTraining(bool training) override { model_->SetTraining(training); }
  bool IsTraining() const override { return model_->IsTraining(); }

 private:
  std::shared_ptr<Classifier> model_;
};

// A run of an epoch: its 6 test images are of 2 classes, its ResNet-8 has stages of 32, 16 and 8
// pixels.
class MeasureSaliencyTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const TrainingFiles files("measure_saliency");
    ASSERT_OK(TrainInSegments(files.paths(), files.Path("run"), 1));
    LABELREP_ASSERT_OK_AND_ASSIGN(const LoadedModel loaded,
                                  LoadModel({.weights = files.Path("run/weights.safetensors"),
                                             .labels = files.Path("labels.pb"),
                                             .data = files.Path("data")}));
    LABELREP_ASSERT_OK_AND_ASSIGN(const auto classifier, loaded.MakeClassifier());
    model_ = new TrainedModel{loaded, classifier};
  }

  static SaliencyResult Measure(const std::string& recipe) {
    files_.clear();
    const absl::StatusOr<SaliencyResult> result = MeasureSaliency(*model_, Recipe(recipe), files_);
    EXPECT_OK(result);
    return result.value_or(SaliencyResult());
  }

  static TrainedModel* model_;
  static SideFiles files_;
};

TrainedModel* MeasureSaliencyTest::model_ = nullptr;
SideFiles MeasureSaliencyTest::files_;

TEST_F(MeasureSaliencyTest, SaysWhatWasMeasured) {
  const SaliencyResult result = Measure("images: 5 maps: 2");
  EXPECT_EQ(result.image_size(), 32);
  EXPECT_EQ(result.stages(), 3);
  EXPECT_THAT(Stages(result), ElementsAre(1, 2, 3, 0));
  EXPECT_EQ(result.classes_size(), 5);
  EXPECT_EQ(result.decisions_size(), 5);
  const int sizes[] = {32, 16, 8, 32};
  for (int i = 0; i < 4; ++i) {
    const SaliencyMaps& maps = result.maps(i);
    EXPECT_EQ(maps.height(), sizes[i]);
    EXPECT_EQ(maps.width(), sizes[i]);
    EXPECT_EQ(maps.maps_size(), 2 * sizes[i] * sizes[i]);
    EXPECT_EQ(maps.image_maps_size(), 2 * 32 * 32);
    EXPECT_EQ(maps.covered_shares_size(), 5);
    EXPECT_EQ(maps.central_shares_size(), 5);
    EXPECT_THAT(maps.image_maps(), Each(testing::AllOf(testing::Ge(0), testing::Le(1))));
    EXPECT_THAT(maps.covered_shares(), Each(testing::AllOf(testing::Ge(0), testing::Le(1))));
    EXPECT_TRUE(at::allclose(ImageMaps(TensorOf(maps.maps(), sizes[i]), 32),
                             TensorOf(maps.image_maps(), 32)));
  }
}

TEST_F(MeasureSaliencyTest, AreOfTheFirstTestImages) {
  const SaliencyResult result = Measure("images: 6 maps: 3");
  LABELREP_ASSERT_OK_AND_ASSIGN(const Array array, ParseNpy(files_["images"], "images"));
  const at::Tensor images = TensorFromArray(array);
  ASSERT_EQ(images.sizes(), (std::vector<int64_t>{3, 3, 32, 32}));
  EXPECT_TRUE(std::equal(images.const_data_ptr<uint8_t>(),
                         images.const_data_ptr<uint8_t>() + images.numel(),
                         model_->test.pixels.begin()));
  EXPECT_TRUE(std::equal(result.classes().begin(), result.classes().end(),
                         model_->test.labels.begin(), model_->test.labels.end()));
}

TEST_F(MeasureSaliencyTest, FewerImagesAndMapsAreTheFirst) {
  const SaliencyResult many = Measure("images: 6 maps: 6");
  const SaliencyResult few = Measure("images: 3 maps: 1");
  const int64_t pixels = few.maps(0).image_maps_size();
  for (int64_t i = 0; i < pixels; ++i) {
    ASSERT_NEAR(few.maps(0).image_maps(i), many.maps(0).image_maps(i), 1e-4);
  }
  for (int i = 0; i < 3; ++i) EXPECT_EQ(few.decisions(i), many.decisions(i));
}

TEST_F(MeasureSaliencyTest, TakesTheStagesThatAreAskedFor) {
  EXPECT_THAT(Stages(Measure("images: 2 maps: 0 stages: 2")), ElementsAre(2, 0));
  EXPECT_EQ(files_.count("images"), 1) << "be it empty";
}

TEST_F(MeasureSaliencyTest, RefusesRecipesThatDoNotFit) {
  const auto expect_refused = [&](const std::string& recipe, const std::string& message) {
    SideFiles files;
    EXPECT_THAT(MeasureSaliency(*model_, Recipe(recipe), files),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(message)))
        << recipe;
  };
  expect_refused("", "recipe.images: found 500, expected from 1 to the 6 of the test split");
  expect_refused("images: 0", "recipe.images: found 0");
  expect_refused("images: 4 maps: 5", "recipe.maps: found 5, expected from 0 to 4");
  expect_refused("images: 4 maps: -1", "recipe.maps: found -1");
  expect_refused("images: 4 maps: 1 target: TARGET_UNSPECIFIED", "recipe.target");
  expect_refused("images: 4 maps: 1 stages: 4",
                 "recipe.stages: found 4, expected rising numbers "
                 "from 1 to the 3 stages of encoder \"resnet8\"");
  expect_refused("images: 4 maps: 1 stages: 0", "recipe.stages: found 0");
  expect_refused("images: 4 maps: 1 stages: 2 stages: 2", "recipe.stages: found 2");
}

TEST_F(MeasureSaliencyTest, SaysWhereAnEncoderShowsNoStages) {
  TrainedModel model = *model_;
  model.classifier = std::make_shared<Stageless>(model.classifier);
  SideFiles files;
  EXPECT_THAT(MeasureSaliency(model, Recipe("images: 2 maps: 1"), files),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("encoder \"resnet8\": shows no stages")));
}

}  // namespace
}  // namespace labelrep
