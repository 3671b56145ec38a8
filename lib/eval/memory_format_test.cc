#include "lib/eval/memory_format.h"

#include "ATen/ops/allclose.h"
#include "ATen/ops/rand.h"
#include "c10/core/GradMode.h"
#include "gtest/gtest.h"
#include "lib/eval/fake_classifier.h"

namespace labelrep {
namespace {

at::Tensor ConvolutionWeight(const Classifier& model) {
  for (const at::Tensor& parameter : model.parameters()) {
    if (parameter.dim() == 4) return parameter;
  }
  return {};
}

TEST(MemoryFormatTest, IsTheRecipes) {
  Recipe recipe;
  recipe.set_memory_format(Recipe::CHANNELS_LAST);
  EXPECT_EQ(MemoryFormatOf(recipe), at::MemoryFormat::ChannelsLast);
  recipe.set_memory_format(Recipe::CONTIGUOUS);
  EXPECT_EQ(MemoryFormatOf(recipe), at::MemoryFormat::Contiguous);
}

TEST(MemoryFormatTest, ParametersKeepIdentityAndValues) {
  const c10::AutoGradMode no_grad(false);
  FakeClassifier model({3}, /*seed=*/1);
  const at::Tensor weight = ConvolutionWeight(model);
  const at::Tensor values = weight.clone();
  const at::Tensor images = at::rand({2, 3, 32, 32});
  const at::Tensor outputs = model.Forward(images);

  SetMemoryFormat(model, at::MemoryFormat::ChannelsLast);
  EXPECT_TRUE(ConvolutionWeight(model).is_same(weight));
  EXPECT_TRUE(weight.is_contiguous(at::MemoryFormat::ChannelsLast));
  EXPECT_FALSE(weight.is_contiguous());
  EXPECT_TRUE(weight.equal(values));
  EXPECT_TRUE(at::allclose(model.Forward(images), outputs));

  SetMemoryFormat(model, at::MemoryFormat::Contiguous);
  EXPECT_TRUE(weight.is_contiguous());
}

}  // namespace
}  // namespace labelrep
