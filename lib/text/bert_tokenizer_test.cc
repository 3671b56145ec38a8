#include "lib/text/bert_tokenizer.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/status_matchers.h"
#include "lib/text/bert_config.h"
#include "lib/text/bert_testing.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

constexpr char kVocabulary[] = "[UNK]\n[CLS]\n[SEP]\nflat\n##fish\nfish\n";

BertTokenizer Parse(const std::string& vocabulary, const BertTokenizerConfig& config = {}) {
  return BertTokenizer::Parse(vocabulary, config, "vocab.txt").value();
}

TEST(BertTokenizerTest, IdsAreThoseOfTransformers) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const BertConfig config, ReadBertConfig(kSmallBert));
  LABELREP_ASSERT_OK_AND_ASSIGN(const BertTokenizer tokenizer,
                                ReadBertTokenizer(kSmallBert, config));
  const BertGolden golden = ReadBertGolden("lib/text/testdata/small_bert_states.safetensors");
  ASSERT_GT(golden.texts.size(), 10);
  for (size_t i = 0; i < golden.texts.size(); ++i) {
    SCOPED_TRACE(golden.texts[i]);
    LABELREP_ASSERT_OK_AND_ASSIGN(const BertTokens tokens, tokenizer.Tokenize(golden.texts[i]));
    EXPECT_EQ(tokens.ids, golden.ids[i]);
  }
}

TEST(BertTokenizerTest, NamesUnknownWords) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const BertTokens tokens,
                                Parse(kVocabulary).Tokenize("flatfish zebra fishes"));
  EXPECT_THAT(tokens.ids, ElementsAre(1, 3, 4, 0, 0, 2));
  EXPECT_THAT(tokens.unknown_words, ElementsAre("zebra", "fishes"));
}

TEST(BertTokenizerTest, TheVocabularyShowsWhetherItHasCapitals) {
  EXPECT_TRUE(Parse(kVocabulary).options().lower_case);
  EXPECT_TRUE(Parse(kVocabulary).options().strip_accents);
  const std::string cased = std::string(kVocabulary) + "Fish\n";
  EXPECT_FALSE(Parse(cased).options().lower_case);
  EXPECT_FALSE(Parse(cased).options().strip_accents);
  BertTokenizerConfig config;
  config.set_do_lower_case(true);
  config.set_strip_accents(false);
  EXPECT_TRUE(Parse(cased, config).options().lower_case);
  EXPECT_FALSE(Parse(cased, config).options().strip_accents);
}

TEST(BertTokenizerTest, LineEndsMayBeOfWindows) {
  const BertTokenizer tokenizer = Parse("[UNK]\r\n[CLS]\r\n[SEP]\r\nfish");
  EXPECT_EQ(tokenizer.vocabulary_size(), 4);
  LABELREP_ASSERT_OK_AND_ASSIGN(const BertTokens tokens, tokenizer.Tokenize("fish"));
  EXPECT_THAT(tokens.ids, ElementsAre(1, 3, 2));
}

TEST(BertTokenizerTest, RefusesWhatIsNoVocabulary) {
  EXPECT_THAT(BertTokenizer::Parse("[UNK]\n[SEP]\nfish\n", {}, "vocab.txt"),
              StatusIs(absl::StatusCode::kInvalidArgument, "vocab.txt: no line [CLS] among 3"));
  EXPECT_THAT(BertTokenizer::Parse("", {}, "v"), StatusIs(absl::StatusCode::kInvalidArgument, "v"));
  EXPECT_THAT(BertTokenizer::Parse("[UNK]\n" + std::string(1001, 'a'), {}, "vocab.txt"),
              StatusIs(absl::StatusCode::kInvalidArgument, "vocab.txt: line 2: found 1001 bytes"));
}

TEST(BertTokenizerTest, RefusesTheVocabularyOfALargerModel) {
  LABELREP_ASSERT_OK_AND_ASSIGN(BertConfig config, ReadBertConfig(kSmallBert));
  config.set_vocab_size(10);
  EXPECT_THAT(ReadBertTokenizer(kSmallBert, config),
              StatusIs(absl::StatusCode::kInvalidArgument, "expected at most 10, the vocab_size"));
}

TEST(BertTokenizerTest, AnswersAnyVocabulary) {
  for (uint64_t i = 0; i < 20'000; ++i) {
    const std::string bytes = MutatedBytes(kVocabulary, i);
    const absl::StatusOr<BertTokenizer> tokenizer = BertTokenizer::Parse(bytes, {}, "vocab.txt");
    if (!tokenizer.ok()) continue;
    LABELREP_ASSERT_OK_AND_ASSIGN(const BertTokens tokens,
                                  tokenizer->Tokenize("flatfish fi\u00e9"));
    for (int64_t id : tokens.ids) EXPECT_LT(id, tokenizer->vocabulary_size());
  }
}

}  // namespace
}  // namespace labelrep
