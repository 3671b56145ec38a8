#include "models/complexity.h"

#include <memory>

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "models/registry.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

TEST(ComplexityTest, ResNet8ByHand) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto model, MakeZeroClassifier("resnet8", {10}));
  const Complexity complexity = MeasureComplexity(*model);
  // Stem; 16 channels at 32x32; 32 at 16x16; 64 at 8x8, the last two with a projection.
  const int64_t stem = 32 * 32 * 27 * 16;
  const int64_t stage1 = 2 * 32 * 32 * 9 * 16 * 16;
  const int64_t stage2 = 16 * 16 * (9 * 16 * 32 + 9 * 32 * 32 + 16 * 32);
  const int64_t stage3 = 8 * 8 * (9 * 32 * 64 + 9 * 64 * 64 + 32 * 64);
  EXPECT_EQ(complexity.encoder.multiply_adds, stem + stage1 + stage2 + stage3);
  EXPECT_EQ(complexity.head.multiply_adds, 64 * 10);
  EXPECT_EQ(complexity.head.parameters, 650);
  ASSERT_EQ(complexity.head.layers.size(), 1);
  EXPECT_EQ(complexity.head.layers[0].operation, "linear");
}

TEST(ComplexityTest, FollowsTheSizeOfTheImages) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto small, MakeZeroClassifier("vgg_slim", {10}));
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto large, MakeZeroClassifier("vgg_slim", {10}, 64));
  const Complexity of_small = MeasureComplexity(*small), of_large = MeasureComplexity(*large);
  EXPECT_EQ(of_large.parameters(), of_small.parameters());
  EXPECT_EQ(of_large.encoder.multiply_adds, 4 * of_small.encoder.multiply_adds);
  EXPECT_EQ(of_large.head.multiply_adds, of_small.head.multiply_adds);
  EXPECT_EQ(of_small.encoder.layers.back().operation, "max pool");
  EXPECT_EQ(of_large.encoder.layers.back().operation, "average pool");
  EXPECT_THAT(of_large.encoder.layers.back().kernel, ElementsAre(2, 2));
}

TEST(ComplexityTest, PublishedSizesOfTheLargeEncoders) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto vgg, MakeZeroClassifier("vgg19", {10}));
  const Complexity complexity = MeasureComplexity(*vgg);
  EXPECT_EQ(complexity.parameters(), 20'040'522);
  // Configuration E at 32x32: 1/49 of the convolutions of 19.51 billion at 224x224.
  EXPECT_NEAR(complexity.encoder.multiply_adds, 19.51e9 / 49, 0.002e9);
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto resnet, MakeZeroClassifier("resnet110", {10}));
  EXPECT_NEAR(MeasureComplexity(*resnet).multiply_adds(), 0.255e9, 0.003e9);
}

// Table 5 of the paper: 1x1 -> 4 -> 8 -> 16 -> 32 -> 64.
TEST(ComplexityTest, ListsTheDecodersLayersWithTheirShapes) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto model, MakeZeroClassifier("resnet8", {64, 64}));
  const PartComplexity head = MeasureComplexity(*model).head;
  std::vector<std::string> operations;
  std::vector<TracedLayer> deconvs;
  for (const TracedLayer& layer : head.layers) {
    operations.push_back(layer.operation);
    if (layer.operation == "transposed convolution") deconvs.push_back(layer);
  }
  EXPECT_THAT(
      operations,
      ElementsAre("batch norm", "leaky ReLU", "linear", "transposed convolution", "batch norm",
                  "leaky ReLU", "transposed convolution", "batch norm", "leaky ReLU",
                  "transposed convolution", "batch norm", "leaky ReLU", "transposed convolution",
                  "batch norm", "leaky ReLU", "transposed convolution"));
  const int64_t channels[] = {64, 64, 32, 16, 8, 1};
  const int64_t sizes[] = {1, 4, 8, 16, 32, 64};
  int64_t multiply_adds = 64 * 64;
  for (size_t i = 0; i < deconvs.size(); ++i) {
    EXPECT_THAT(deconvs[i].input_shape, ElementsAre(channels[i], sizes[i], sizes[i]));
    EXPECT_THAT(deconvs[i].output_shape, ElementsAre(channels[i + 1], sizes[i + 1], sizes[i + 1]));
    EXPECT_THAT(deconvs[i].kernel, ElementsAre(4, 4));
    EXPECT_THAT(deconvs[i].stride, i == 0 ? ElementsAre(1, 1) : ElementsAre(2, 2));
    EXPECT_THAT(deconvs[i].padding, i == 0 ? ElementsAre(0, 0) : ElementsAre(1, 1));
    multiply_adds += sizes[i] * sizes[i] * channels[i] * channels[i + 1] * 16;
  }
  EXPECT_EQ(head.multiply_adds, multiply_adds);
}

// What an encoder of a user's own may do: products without a layer, pools, another name for a part.
class ForeignClassifier : public Classifier {
 public:
  NamedTensors Parameters() const override { return {{"mix", mix_}}; }
  NamedTensors Buffers() const override { return {}; }
  void SetTraining(bool training) override { training_ = training; }
  bool IsTraining() const override { return training_; }
  at::Tensor Features(const at::Tensor& images) override {
    const at::Tensor pooled = at::max_pool2d(images, 2);           // [1, 3, 16, 16]
    const at::Tensor tokens = pooled.flatten(2);                   // [1, 3, 256]
    const at::Tensor attention = at::matmul(tokens, tokens.mT());  // [1, 3, 3]
    return at::matmul(images.flatten(2), mix_).flatten(1) + attention.sum();
  }
  at::Tensor Outputs(const at::Tensor& features) override { return features; }

 private:
  at::Tensor mix_ = at::zeros({1024, 5});
  bool training_ = true;
};

TEST(ComplexityTest, MeasuresAnyClassifier) {
  ForeignClassifier model;
  const Complexity complexity = MeasureComplexity(model);
  EXPECT_EQ(complexity.encoder.parameters, 1024 * 5);
  EXPECT_EQ(complexity.encoder.multiply_adds, 3 * 256 * 3 + 3 * 1024 * 5);
  EXPECT_TRUE(complexity.head.layers.empty());
  ASSERT_FALSE(complexity.encoder.layers.empty());
  EXPECT_EQ(complexity.encoder.layers[0].operation, "max pool");
  EXPECT_THAT(complexity.encoder.layers[0].stride, ElementsAre(2, 2));
  EXPECT_TRUE(model.IsTraining());
}

}  // namespace
}  // namespace labelrep
