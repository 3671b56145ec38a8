#include "lib/text/bert_config.h"

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string SmallConfig() {
  const absl::StatusOr<std::string> json = ReadFile("lib/text/testdata/small_bert/config.json");
  EXPECT_THAT(json, IsOk());
  return json.value_or("");
}

TEST(BertConfigTest, ReadsWhatTransformersWrite) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const BertConfig config, ParseBertConfig(SmallConfig(), "c"));
  EXPECT_EQ(config.hidden_size(), 16);
  EXPECT_EQ(config.num_hidden_layers(), 2);
  EXPECT_EQ(config.num_attention_heads(), 4);
  EXPECT_EQ(config.intermediate_size(), 24);
  EXPECT_EQ(config.max_position_embeddings(), 128);
  EXPECT_EQ(config.layer_norm_eps(), 1e-7);
}

void ExpectRefused(const std::string& from, const std::string& to, const std::string& message) {
  SCOPED_TRACE(to);
  const std::string json = SmallConfig();
  ASSERT_THAT(json, HasSubstr(from));
  EXPECT_THAT(ParseBertConfig(absl::StrReplaceAll(json, {{from, to}}), "bert/config.json"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("bert/config.json: "), HasSubstr(message))));
}

TEST(BertConfigTest, RefusesWhatTheEncoderDoesNotCompute) {
  ExpectRefused(R"("hidden_act": "gelu")", R"("hidden_act": "relu")",
                R"(BertConfig.hidden_act: found "relu", expected "gelu")");
  ExpectRefused(R"("model_type": "bert")", R"("model_type": "roberta")",
                R"(BertConfig.model_type: found "roberta", expected "bert")");
  ExpectRefused(R"("use_cache": true)", R"("position_embedding_type": "relative_key")",
                R"(position_embedding_type: found "relative_key", expected "absolute")");
  ExpectRefused(R"("is_decoder": false)", R"("is_decoder": true)",
                "is_decoder: found true, expected false");
}

TEST(BertConfigTest, RefusesSizesThatNoModelHas) {
  ExpectRefused(R"("hidden_size": 16,)", "", "hidden_size: it is not set");
  ExpectRefused(R"("hidden_size": 16)", R"("hidden_size": 0)", "hidden_size: found 0, expected 1 ");
  ExpectRefused(R"("num_hidden_layers": 2)", R"("num_hidden_layers": -2)", "found -2");
  ExpectRefused(R"("num_hidden_layers": 2)", R"("num_hidden_layers": 100000)", "found 100000");
  ExpectRefused(R"("num_attention_heads": 4)", R"("num_attention_heads": 3)",
                "num_attention_heads: found 3, expected a divisor of hidden_size, 16");
  ExpectRefused("1e-07", "0", "layer_norm_eps: found 0");
}

TEST(BertConfigTest, RefusesWhatIsNoJson) {
  ExpectRefused("{", "[", "expected a JSON file as transformers write it");
  ExpectRefused(R"("hidden_size": 16)", R"("hidden_size": "wide")", "hidden_size");
  EXPECT_THAT(ParseBertConfig("", "c"), StatusIs(absl::StatusCode::kInvalidArgument, "c: "));
}

TEST(BertConfigTest, NamesTheFileThatAFolderLacks) {
  const std::string folder = testing::TempDir() + "/no_vocabulary";
  ASSERT_THAT(MakeDirectory(folder), IsOk());
  ASSERT_THAT(WriteFileAtomically(folder + "/config.json", SmallConfig()), IsOk());
  EXPECT_THAT(ReadBertConfig(folder),
              StatusIs(absl::StatusCode::kNotFound,
                       folder + ": vocab.txt is not there; expected a folder of a BERT model with "
                                "config.json, vocab.txt, model.safetensors"));
}

TEST(BertTokenizerConfigTest, WithoutBasicTokensIsRefused) {
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const BertTokenizerConfig config,
      ParseBertTokenizerConfig(R"({"do_lower_case": false, "strip_accents": null})", "t"));
  EXPECT_TRUE(config.has_do_lower_case());
  EXPECT_FALSE(config.has_strip_accents());
  EXPECT_THAT(ParseBertTokenizerConfig(R"({"do_basic_tokenize": false})", "t"),
              StatusIs(absl::StatusCode::kInvalidArgument, "do_basic_tokenize: found false"));
}

TEST(BertConfigTest, AnswersAnyBytes) {
  const std::string valid = SmallConfig();
  for (uint64_t i = 0; i < 20'000; ++i) {
    const absl::StatusOr<BertConfig> config = ParseBertConfig(MutatedBytes(valid, i), "c");
    if (!config.ok()) continue;
    EXPECT_EQ(config->hidden_size() % config->num_attention_heads(), 0);
  }
}

}  // namespace
}  // namespace labelrep
