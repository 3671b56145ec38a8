#include "lib/eval/weights.h"

#include <string>
#include <utility>

#include "ATen/ops/arange.h"
#include "ATen/ops/equal.h"
#include "ATen/ops/zeros.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_matchers.h"
#include "lib/base/tensor_array.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// One layer with a parameter and a buffer.
class TinyModel : public Classifier {
 public:
  explicit TinyModel(int64_t out = 2) : weight(at::zeros({out, 3, 2, 2})), mean(at::zeros({3})) {}
  at::Tensor Features(const at::Tensor& images) override { return images; }
  at::Tensor Outputs(const at::Tensor& features) override { return features; }
  NamedTensors Parameters() const override { return {{"layer.weight", weight}}; }
  NamedTensors Buffers() const override { return {{"layer.running_mean", mean}}; }
  void SetTraining(bool) override {}
  bool IsTraining() const override { return false; }

  at::Tensor weight, mean;
};

void Fill(TinyModel& model) {
  model.weight.set_data(at::arange(24, at::kFloat).reshape({2, 3, 2, 2}));
  model.mean.set_data(at::arange(3, at::kFloat));
}

TEST(WeightsTest, FileRoundTripKeepsValuesMetadataAndMemoryFormat) {
  const std::string path = testing::TempDir() + "/tiny.safetensors";
  TinyModel from;
  Fill(from);
  ASSERT_OK(
      WriteFileAtomically(path, EncodeSafetensors(WeightsOf(from, {{"recipe", "encoder: tiny"}}))));

  TinyModel to;
  to.weight.set_data(to.weight.contiguous(at::MemoryFormat::ChannelsLast));
  ASSERT_OK(LoadWeights(path, to));
  EXPECT_TRUE(at::equal(to.weight, from.weight));
  EXPECT_TRUE(at::equal(to.mean, from.mean));
  EXPECT_TRUE(to.weight.is_contiguous(at::MemoryFormat::ChannelsLast));

  LABELREP_ASSERT_OK_AND_ASSIGN(const Safetensors file, ReadSafetensors(path));
  EXPECT_EQ(file.metadata.at("recipe"), "encoder: tiny");
}

TEST(WeightsTest, BytesDoNotDependOnTheMemoryFormat) {
  TinyModel model;
  Fill(model);
  const std::string row_major = EncodeSafetensors(WeightsOf(model, {}));
  model.weight.set_data(model.weight.contiguous(at::MemoryFormat::ChannelsLast));
  EXPECT_EQ(EncodeSafetensors(WeightsOf(model, {})), row_major);
}

// As torch.save of a DataParallel model's state_dict, in another dtype, has them.
TEST(WeightsTest, TakesStateDicts) {
  for (const at::ScalarType dtype : {at::kFloat, at::kHalf, at::kBFloat16, at::kDouble}) {
    for (const std::string prefix : {"", "module.", "encoder.backbone."}) {
      TinyModel source;
      Fill(source);
      Safetensors weights;
      for (const auto& [name, tensor] : {std::pair("layer.weight", source.weight),
                                         std::pair("layer.running_mean", source.mean)}) {
        weights.tensors.emplace_back(prefix + name, ArrayFromTensor(tensor.to(dtype)));
      }
      weights.tensors.emplace_back(prefix + "layer.num_batches_tracked",
                                   ArrayFromTensor(at::zeros({}, at::kLong)));
      TinyModel model;
      ASSERT_OK(SetWeights(weights, "a.safetensors", model)) << prefix;
      // Small whole numbers are exact in all of them.
      EXPECT_TRUE(at::equal(model.weight, source.weight)) << prefix;
      EXPECT_TRUE(at::equal(model.mean, source.mean)) << prefix;
    }
  }
}

TEST(WeightsTest, NamesTheTensorThatDoesNotFitAndChangesNothing) {
  TinyModel source;
  Fill(source);
  const Safetensors good = WeightsOf(source, {});
  TinyModel model;

  Safetensors missing = good;
  missing.tensors.pop_back();
  EXPECT_THAT(SetWeights(missing, "a.safetensors", model),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("a.safetensors"), HasSubstr("layer.weight is missing"))));

  Safetensors unexpected = good;
  unexpected.tensors.emplace_back("layer.bias", Array::FromFloats({1}, {0}));
  EXPECT_THAT(SetWeights(unexpected, "a.safetensors", model),
              StatusIs(absl::StatusCode::kInvalidArgument, "layer.bias is not one of the model's"));

  Safetensors other_dtype = good;
  other_dtype.tensors[0].second.dtype = DType::kInt32;
  EXPECT_THAT(
      SetWeights(other_dtype, "a.safetensors", model),
      StatusIs(absl::StatusCode::kInvalidArgument, "layer.running_mean is of whole numbers"));

  TinyModel wider(4);
  EXPECT_THAT(SetWeights(good, "a.safetensors", wider),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "layer.weight has shape [2, 3, 2, 2], expected [4, 3, 2, 2]"));
  EXPECT_TRUE(at::equal(wider.mean, at::zeros({3})));
  EXPECT_TRUE(at::equal(model.mean, at::zeros({3})));
}

}  // namespace
}  // namespace labelrep
