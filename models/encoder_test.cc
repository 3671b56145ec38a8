#include "models/encoder.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ATen/ops/mean.h"
#include "ATen/ops/ones.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "models/complexity.h"
#include "models/registry.h"

namespace labelrep {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

// An encoder of a user's own, as encoder.h says: a class and a registration. Features are each
// channel's mean, through a linear layer.
class MeanColor : public Encoder {
 public:
  explicit MeanColor(int64_t features)
      : features_(features),
        linear_(register_module("linear", std::make_shared<Linear>(3, features))) {}
  int64_t feature_size() const override { return features_; }
  at::Tensor Forward(const at::Tensor& images) override {
    return linear_->Forward(images.mean({2, 3}));
  }

 private:
  int64_t features_;
  std::shared_ptr<Linear> linear_;
};

const EncoderRegistration kMeanColor("mean_color", [] { return std::make_shared<MeanColor>(4); });
const EncoderRegistration kMeanColorFamily(
    "mean_color_<n>", [](absl::string_view n) -> absl::StatusOr<std::shared_ptr<Encoder>> {
      if (n != "7") return absl::InvalidArgumentError(absl::StrCat("no member ", n));
      return std::make_shared<MeanColor>(7);
    });

const EncoderRegistration kWide("mean_color_9wide", [] { return std::make_shared<MeanColor>(9); });

TEST(EncoderTest, AnOwnEncoderIsARegisteredClass) {
  EXPECT_THAT(KnownEncoders(), Contains("mean_color"));
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto model,
                                MakeInitializedClassifier("mean_color", {64, 64}, 1));
  EXPECT_THAT(model->Forward(at::ones({2, 3, 32, 32})).sizes().vec(), ElementsAre(2, 64, 64));
  EXPECT_THAT(NamesOf(model->Parameters()), Contains("encoder.linear.weight"));
  const Complexity complexity = MeasureComplexity(*model);
  EXPECT_EQ(complexity.encoder.parameters, 16);
  EXPECT_EQ(complexity.encoder.multiply_adds, 12);
}

TEST(EncoderTest, ShowsWhatItHasAtTheEndOfEachStage) {
  const std::pair<const char*, std::vector<int64_t>> kSizes[] = {
      {"resnet14", {32, 16, 8}}, {"vgg_slim", {32, 16, 8, 4, 2}}, {"mean_color", {}}};
  for (const auto& [name, sizes] : kSizes) {
    LABELREP_ASSERT_OK_AND_ASSIGN(const auto model, MakeInitializedClassifier(name, {10}, 1));
    model->SetTraining(false);
    const at::Tensor images = at::ones({2, 3, 32, 32});
    const StagedFeatures staged = model->FeaturesWithStages(images);
    EXPECT_TRUE(staged.features.equal(model->Features(images))) << name;
    std::vector<int64_t> found;
    for (const at::Tensor& stage : staged.stages) {
      found.push_back(stage.size(2));
      EXPECT_EQ(stage.size(0), 2);
      EXPECT_GE(stage.min().item<float>(), 0) << name << ": they are behind the activation";
    }
    EXPECT_EQ(found, sizes) << name;
  }
}

// One whose weights depend on the size of the images.
class FlatPixels : public Encoder {
 public:
  explicit FlatPixels(int64_t image_size)
      : linear_(register_module(
            "linear", std::make_shared<Linear>(kImageChannels * image_size * image_size, 4))) {}
  int64_t feature_size() const override { return 4; }
  at::Tensor Forward(const at::Tensor& images) override {
    return linear_->Forward(images.flatten(1));
  }

 private:
  std::shared_ptr<Linear> linear_;
};

const EncoderRegistration kFlatPixels("flat_pixels", [](int64_t image_size) {
  return std::make_shared<FlatPixels>(image_size);
});

TEST(EncoderTest, AnOwnEncoderMayDependOnTheSizeOfTheImages) {
  for (const int64_t size : {32, 64}) {
    LABELREP_ASSERT_OK_AND_ASSIGN(const auto model,
                                  MakeInitializedClassifier("flat_pixels", {10}, 1, size));
    EXPECT_EQ(MeasureComplexity(*model).encoder.parameters, 4 * (3 * size * size + 1));
    EXPECT_THAT(model->Forward(at::ones({2, 3, size, size})).sizes().vec(), ElementsAre(2, 10));
  }
}

TEST(EncoderTest, AFamilyGetsTheRestOfTheName) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto encoder, MakeEncoder("mean_color_7", 32));
  EXPECT_EQ(encoder->feature_size(), 7);
  EXPECT_THAT(MakeEncoder("mean_color_8", 32),
              StatusIs(absl::StatusCode::kInvalidArgument, "no member 8"));
}

TEST(EncoderTest, AnEncodersNameMayBeginAsAFamilys) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto encoder, MakeEncoder("mean_color_9wide", 32));
  EXPECT_EQ(encoder->feature_size(), 9);
  EXPECT_THAT(MakeEncoder("mean_color_v2", 32),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "encoder \"mean_color_v2\" is unknown: expected one of"));
}

TEST(EncoderDeathTest, ANameIsTakenOnce) {
  EXPECT_DEATH(EncoderRegistration("mean_color", [] { return std::make_shared<MeanColor>(1); }),
               "two encoders are called mean_color");
}

}  // namespace
}  // namespace labelrep
