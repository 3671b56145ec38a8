#include "lib/text/bert_encoder.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/status_matchers.h"
#include "lib/text/bert_config.h"
#include "lib/text/bert_testing.h"

namespace labelrep {
namespace {

// fp32 rounds to 6e-8 of a number; the states are below 8, and sums of 24 products and two layers
// with norms carry some ten times that.
constexpr double kTolerance = 1e-5;

BertConfig SmallConfig() { return ReadBertConfig(kSmallBert).value(); }

Safetensors SmallWeights() {
  return ReadSafetensors(absl::StrCat(kSmallBert, "/model.safetensors")).value();
}

BertGolden SmallGolden() {
  return ReadBertGolden("lib/text/testdata/small_bert_states.safetensors");
}

std::vector<TokenMatrix> States(Safetensors weights,
                                const std::vector<std::vector<int64_t>>& sequences) {
  const absl::StatusOr<BertEncoder> encoder =
      BertEncoder::Create(SmallConfig(), std::move(weights), "model.safetensors");
  EXPECT_THAT(encoder, IsOk());
  if (!encoder.ok()) return {};
  return encoder->LastHiddenStates(sequences).value();
}

TEST(BertEncoderTest, LastHiddenStateIsThatOfTransformers) {
  const BertGolden golden = SmallGolden();
  EXPECT_LT(golden.MaxDifference(States(SmallWeights(), golden.ids), "states"), kTolerance);
}

TEST(BertEncoderTest, HalfPrecisionIsWidened) {
  const BertGolden golden = SmallGolden();
  LABELREP_ASSERT_OK_AND_ASSIGN(
      Safetensors weights, ReadSafetensors("lib/text/testdata/small_bert_float16.safetensors"));
  const std::vector<TokenMatrix> states = States(std::move(weights), golden.ids);
  EXPECT_LT(golden.MaxDifference(states, "states_of_float16"), kTolerance);
  EXPECT_GT(golden.MaxDifference(states, "states"), kTolerance);
}

TEST(BertEncoderTest, NamesOfOlderFilesAndOfModelsWithAHeadAreKnown) {
  const BertGolden golden = SmallGolden();
  Safetensors weights = SmallWeights();
  for (auto& [name, array] : weights.tensors) {
    name = "bert." + absl::StrReplaceAll(name, {{"LayerNorm.weight", "LayerNorm.gamma"},
                                                {"LayerNorm.bias", "LayerNorm.beta"}});
  }
  weights.tensors.emplace_back("cls.predictions.bias", Array::FromFloats({1}, {0}));
  EXPECT_LT(golden.MaxDifference(States(std::move(weights), golden.ids), "states"), kTolerance);
}

// A sequence sees nothing of those beside it; the product of more rows may round otherwise.
TEST(BertEncoderTest, SequencesAreApart) {
  const BertGolden golden = SmallGolden();
  const std::vector<TokenMatrix> together = States(SmallWeights(), golden.ids);
  for (size_t i = 0; i < golden.ids.size(); ++i) {
    const TokenMatrix alone = States(SmallWeights(), {golden.ids[i]}).at(0);
    EXPECT_LT((alone - together[i]).cwiseAbs().maxCoeff(), kTolerance);
  }
}

TEST(BertEncoderTest, RefusesMoreTokensThanPositions) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const BertEncoder encoder,
                                BertEncoder::Create(SmallConfig(), SmallWeights(), "m"));
  EXPECT_THAT(
      encoder.LastHiddenStates({{1, 2}, std::vector<int64_t>(129, 1)}),
      StatusIs(absl::StatusCode::kInvalidArgument, "text 1: 129 tokens, expected at most 128"));
}

void ExpectRefused(const BertConfig& config, Safetensors weights, const std::string& message) {
  SCOPED_TRACE(message);
  EXPECT_THAT(BertEncoder::Create(config, std::move(weights), "model.safetensors"),
              StatusIs(absl::StatusCode::kInvalidArgument, message));
}

TEST(BertEncoderTest, NamesTheTensorThatDoesNotFit) {
  BertConfig config = SmallConfig();
  config.set_num_hidden_layers(3);
  ExpectRefused(config, SmallWeights(),
                "model.safetensors: tensor 'encoder.layer.2.attention.self.query.bias' is not "
                "there; expected the weights of a BERT model of 3 layers");
  config = SmallConfig();
  config.set_intermediate_size(25);
  ExpectRefused(
      config, SmallWeights(),
      "tensor 'encoder.layer.0.intermediate.dense.bias': found shape [24], expected [25]");
  Safetensors weights = SmallWeights();
  for (auto& [name, array] : weights.tensors) array.dtype = DType::kInt32;
  ExpectRefused(SmallConfig(), weights, "found whole numbers, expected F32, F16, BF16 or F64");
  weights = SmallWeights();
  for (auto& [name, array] : weights.tensors) array.bytes.assign(array.bytes.size(), '\xff');
  ExpectRefused(SmallConfig(), weights,
                "tensor 'embeddings.word_embeddings.weight': element [0, 0] is ");
}

TEST(BertEncoderTest, AnswersAnyWeights) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string valid,
                                ReadFile(absl::StrCat(kSmallBert, "/model.safetensors")));
  int computed = 0;
  for (uint64_t i = 0; i < 2'000; ++i) {
    absl::StatusOr<Safetensors> weights = ParseSafetensors(MutatedBytes(valid, i), "m");
    if (!weights.ok()) continue;
    const absl::StatusOr<BertEncoder> encoder =
        BertEncoder::Create(SmallConfig(), *std::move(weights), "m");
    if (!encoder.ok()) continue;
    EXPECT_THAT(encoder->LastHiddenStates({{2, 30, 3}}), IsOk());
    ++computed;
  }
  // Another weight makes as good a model.
  EXPECT_GT(computed, 100);
}

TEST(BertEncoderTest, ATruncatedFileIsNamed) {
  const std::string folder = WriteTestBert("truncated_bert", 16);
  LABELREP_ASSERT_OK_AND_ASSIGN(const BertConfig config, ReadBertConfig(folder));
  ASSERT_THAT(ReadBertEncoder(folder, config), IsOk());
  const std::string path = folder + "/model.safetensors";
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string bytes, ReadFile(path));
  ASSERT_THAT(WriteFileAtomically(path, bytes.substr(0, bytes.size() / 2)), IsOk());
  EXPECT_THAT(ReadBertEncoder(folder, config),
              StatusIs(absl::StatusCode::kInvalidArgument, path + ": tensor '"));
  EXPECT_THAT(ReadBertEncoder(folder, config),
              StatusIs(absl::StatusCode::kInvalidArgument, "the file is damaged or cut off"));
}

}  // namespace
}  // namespace labelrep
