#include "lib/text/basic_tokenizer.h"

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/json_reader.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

std::vector<std::string> Tokens(const std::string& text,
                                const BasicTokenizerOptions& options = {}) {
  const absl::StatusOr<std::vector<std::string>> tokens = BasicTokens(text, options);
  EXPECT_THAT(tokens, IsOk());
  return tokens.value_or(std::vector<std::string>());
}

// Each line of make_goldens.py: JSON strings, of options, a text and its tokens.
TEST(BasicTokenizerTest, AgreesWithTheTokenizersLibrary) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string file,
                                ReadFile("lib/text/testdata/basic_tokens.txt"));
  int lines = 0;
  for (absl::string_view line : absl::StrSplit(file, '\n', absl::SkipEmpty())) {
    SCOPED_TRACE(line);
    std::vector<std::string> fields;
    for (absl::string_view json : absl::StrSplit(line, '\t')) {
      LABELREP_ASSERT_OK_AND_ASSIGN(fields.emplace_back(), JsonReader(json, 0, "").ReadString());
    }
    ASSERT_GE(fields.size(), 2);
    const std::string bits = fields[0];
    const BasicTokenizerOptions options = {.lower_case = bits[0] == '1',
                                           .strip_accents = bits[1] == '1',
                                           .split_chinese = bits[2] == '1'};
    EXPECT_THAT(Tokens(fields[1], options), ElementsAreArray(fields.begin() + 2, fields.end()));
    ++lines;
  }
  EXPECT_GT(lines, 100);
}

TEST(BasicTokenizerTest, MarksAreTokensByThemselves) {
  EXPECT_THAT(Tokens("Ice-cream, aquarium_fish"),
              ElementsAre("ice", "-", "cream", ",", "aquarium", "_", "fish"));
  EXPECT_THAT(Tokens(" \t"), IsEmpty());
}

TEST(BasicTokenizerTest, RefusesWhatIsNotUtf8) {
  EXPECT_THAT(BasicTokens("caf\xe9", {}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "\"caf\\xe9\" is not UTF-8 at offset 3; expected UTF-8"));
  EXPECT_THAT(BasicTokens("\xed\xa0\x80", {}), StatusIs(absl::StatusCode::kInvalidArgument, ""));
}

TEST(BasicTokenizerTest, AnswersAnyBytes) {
  const std::string text = "Caf\u00e9 \u6c34\u9c7c, \ud55c\uad6d i\u0307ce-cream!";
  for (uint64_t i = 0; i < 20'000; ++i) {
    const absl::StatusOr<std::vector<std::string>> tokens = BasicTokens(MutatedBytes(text, i), {});
    if (!tokens.ok()) continue;
    for (const std::string& token : *tokens) EXPECT_FALSE(token.empty());
  }
}

}  // namespace
}  // namespace labelrep
