#include "models/registry.h"

#include <map>
#include <string>
#include <vector>

#include "ATen/Functions.h"
#include "absl/strings/str_cat.h"
#include "c10/core/GradMode.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

int64_t ParameterCount(const std::string& encoder, const std::vector<int32_t>& label_shape) {
  const auto model = MakeZeroClassifier(encoder, label_shape);
  EXPECT_OK(model.status());
  return CountElements((*model)->Parameters());
}

// protocol.md, "Models".
TEST(RegistryTest, ParameterCountsAreTheProtocols) {
  const struct {
    std::vector<int32_t> shape;
    int64_t vgg19, resnet32, resnet110;
  } kCounts[] = {
      {{10}, 20'040'522, 466'906, 1'730'714},     {{100}, 20'086'692, 472'756, 1'736'564},
      {{50}, 20'061'042, 469'506, 1'733'314},     {{64, 64}, 20'178'281, 579'577, 1'843'385},
      {{48, 48}, 20'149'609, 550'905, 1'814'713},
  };
  for (const auto& counts : kCounts) {
    SCOPED_TRACE(testing::PrintToString(counts.shape));
    EXPECT_EQ(ParameterCount("vgg19", counts.shape), counts.vgg19);
    EXPECT_EQ(ParameterCount("resnet32", counts.shape), counts.resnet32);
    EXPECT_EQ(ParameterCount("resnet110", counts.shape), counts.resnet110);
  }
}

TEST(RegistryTest, EveryEncoderWithEveryHeadHasTheStatedShapes) {
  const c10::AutoGradMode no_grad(false);
  const at::Tensor images = at::zeros({2, 3, 32, 32});
  const std::map<std::string, int64_t> feature_sizes = {
      {"vgg19", 512}, {"vgg_slim", 64}, {"resnet8", 64}, {"resnet14", 64}};
  const std::vector<std::vector<int32_t>> label_shapes = {{7}, {64, 64}, {48, 48}};
  for (const auto& [encoder, feature_size] : feature_sizes) {
    for (const std::vector<int32_t>& shape : label_shapes) {
      SCOPED_TRACE(absl::StrCat(encoder, " ", testing::PrintToString(shape)));
      LABELREP_ASSERT_OK_AND_ASSIGN(const auto model, MakeZeroClassifier(encoder, shape));
      const at::Tensor features = model->Features(images);
      EXPECT_THAT(features.sizes().vec(), ElementsAre(2, feature_size));
      std::vector<int64_t> output_shape = {2};
      output_shape.insert(output_shape.end(), shape.begin(), shape.end());
      EXPECT_EQ(model->Outputs(features).sizes().vec(), output_shape);
    }
  }
}

TEST(RegistryTest, EveryEncoderTakesLargerImages) {
  const c10::AutoGradMode no_grad(false);
  for (const std::string encoder : {"vgg_slim", "resnet8"}) {
    LABELREP_ASSERT_OK_AND_ASSIGN(const auto model,
                                  MakeInitializedClassifier(encoder, {7}, /*seed=*/1, 96));
    EXPECT_EQ(model->image_size(), 96);
    EXPECT_THAT(model->Forward(at::zeros({2, 3, 96, 96})).sizes().vec(), ElementsAre(2, 7));
  }
}

TEST(RegistryTest, RefusesSizesThatAnEncoderCannotTake) {
  EXPECT_THAT(MakeZeroClassifier("vgg19", {10}, 48),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "encoder \"vgg19\": images of 48x48; expected a multiple of 32 pixels"));
  EXPECT_THAT(MakeZeroClassifier("resnet8", {10}, 30),
              StatusIs(absl::StatusCode::kInvalidArgument, "expected a multiple of 4 pixels"));
  EXPECT_OK(MakeZeroClassifier("resnet8", {10}, 48).status());
}

TEST(RegistryTest, ParameterNamesFollowTheModuleTree) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto resnet, MakeZeroClassifier("resnet8", {10}));
  EXPECT_THAT(
      NamesOf(resnet->Parameters()),
      testing::IsSupersetOf({"encoder.conv1.weight", "encoder.bn1.bias",
                             "encoder.layer1.0.conv2.weight", "encoder.layer2.0.shortcut.0.weight",
                             "encoder.layer3.0.shortcut.1.bias", "head.weight", "head.bias"}));
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto vgg, MakeZeroClassifier("vgg_slim", {64, 64}));
  EXPECT_THAT(
      NamesOf(vgg->Parameters()),
      testing::IsSupersetOf({"encoder.features.0.weight", "encoder.features.1.weight",
                             "encoder.features.49.weight", "head.norm0.weight", "head.linear.bias",
                             "head.deconv5.weight", "head.norm4.bias"}));
  EXPECT_THAT(NamesOf(vgg->Buffers()), testing::Contains("encoder.features.50.running_var"));
}

TEST(RegistryTest, SameSeedSameWeightsOtherSeedOtherWeights) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto a, MakeInitializedClassifier("resnet8", {64, 64}, 1));
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto b, MakeInitializedClassifier("resnet8", {64, 64}, 1));
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto c, MakeInitializedClassifier("resnet8", {64, 64}, 2));
  for (const auto& [name, values] : a->Parameters()) {
    SCOPED_TRACE(name);
    EXPECT_TRUE(at::equal(values, FindTensor(b->Parameters(), name)));
    const bool batch_norm =
        at::equal(values, at::ones_like(values)) || at::equal(values, at::zeros_like(values));
    EXPECT_EQ(at::equal(values, FindTensor(c->Parameters(), name)), batch_norm);
  }
}

TEST(RegistryTest, EncodersWeightsDoNotDependOnTheHead) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto a, MakeInitializedClassifier("resnet8", {10}, 5));
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto b, MakeInitializedClassifier("resnet8", {64, 64}, 5));
  for (const auto& [name, values] : a->Parameters()) {
    if (name.rfind("encoder.", 0) != 0) continue;
    EXPECT_TRUE(at::equal(values, FindTensor(b->Parameters(), name))) << name;
  }
}

TEST(RegistryTest, UnknownEncoderNamesTheKnownOnes) {
  EXPECT_THAT(MakeInitializedClassifier("alexnet", {10}, 0),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("\"alexnet\""), HasSubstr("resnet<6n+2>"),
                             HasSubstr("vgg19"), HasSubstr("vgg_slim"))));
  // The form itself is no name.
  EXPECT_FALSE(MakeZeroClassifier("resnet<6n+2>", {10}).ok());
}

TEST(RegistryTest, RefusesDepthsThatNoResNetHas) {
  for (const std::string name : {"resnet", "resnet2", "resnet33", "resnet08", "resnet-4",
                                 "resnet 8", "resnet99999999999", "resnet1208"}) {
    EXPECT_THAT(MakeInitializedClassifier(name, {10}, 0),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         AllOf(HasSubstr(absl::StrCat("\"", name, "\"")), HasSubstr("6n"))));
  }
}

TEST(RegistryTest, RefusesLabelShapesWithoutAHead) {
  const std::vector<std::vector<int32_t>> shapes = {{}, {0}, {32, 32}, {64, 48}, {1, 64, 64}};
  for (const std::vector<int32_t>& shape : shapes) {
    EXPECT_THAT(MakeInitializedClassifier("resnet8", shape, 0),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         AllOf(HasSubstr("label shape ["),
                               HasSubstr("expected [n], [64, 64] or [48, 48]"))));
  }
}

}  // namespace
}  // namespace labelrep
