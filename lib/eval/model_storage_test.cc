#include "lib/eval/model_storage.h"

#include "ATen/Context.h"
#include "ATen/ops/allclose.h"
#include "ATen/ops/rand.h"
#include "c10/core/GradMode.h"
#include "gtest/gtest.h"
#include "lib/eval/fake_classifier.h"

namespace labelrep {
namespace {

at::Tensor ConvolutionWeight(const Classifier& model) {
  return FindTensor(model.Parameters(), "conv");
}

TEST(ModelStorageTest, MemoryFormatIsTheRecipes) {
  Recipe recipe;
  recipe.set_memory_format(Recipe::CHANNELS_LAST);
  EXPECT_EQ(MemoryFormatOf(recipe), at::MemoryFormat::ChannelsLast);
  recipe.set_memory_format(Recipe::CONTIGUOUS);
  EXPECT_EQ(MemoryFormatOf(recipe), at::MemoryFormat::Contiguous);
}

TEST(ModelStorageTest, ParametersKeepIdentityAndValuesInAnotherFormat) {
  const c10::AutoGradMode no_grad(false);
  FakeClassifier model({3}, /*seed=*/1);
  const at::Tensor weight = ConvolutionWeight(model);
  const at::Tensor values = weight.clone();
  const at::Tensor images = at::rand({2, 3, 32, 32});
  const at::Tensor outputs = model.Forward(images);

  SetMemoryFormat(at::MemoryFormat::ChannelsLast, model);
  EXPECT_TRUE(ConvolutionWeight(model).is_same(weight));
  EXPECT_TRUE(weight.is_contiguous(at::MemoryFormat::ChannelsLast));
  EXPECT_FALSE(weight.is_contiguous());
  EXPECT_TRUE(weight.equal(values));
  EXPECT_TRUE(at::allclose(model.Forward(images), outputs));

  SetMemoryFormat(at::MemoryFormat::Contiguous, model);
  EXPECT_TRUE(weight.is_contiguous());
}

TEST(ModelStorageTest, MovesParametersAndBuffers) {
  const at::Device device(at::hasCUDA() ? at::kCUDA : at::kCPU);
  FakeClassifier model({3}, /*seed=*/1);
  const at::Tensor weight = ConvolutionWeight(model);
  const at::Tensor values = weight.detach().clone();
  MoveTo(device, model);
  EXPECT_EQ(weight.device().type(), device.type());
  EXPECT_EQ(FindTensor(model.Buffers(), "running_mean").device().type(), device.type());
  EXPECT_TRUE(weight.requires_grad());
  EXPECT_TRUE(weight.cpu().equal(values));
}

TEST(ModelStorageTest, ConvertsParametersAndBuffers) {
  FakeClassifier model({3}, /*seed=*/1);
  ConvertTo(at::kDouble, model);
  EXPECT_EQ(model.Forward(at::rand({2, 3, 32, 32}, at::kDouble)).scalar_type(), at::kDouble);
}

}  // namespace
}  // namespace labelrep
