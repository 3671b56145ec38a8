#include "lib/text/word_vectors.h"

#include <sstream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

constexpr char kVectors[] = "the 0.5 -1.25 3\n, 1 2 3\ncat 1e-1 0 -0.25\n. . . 7 8 9\nfish 4 5 6\n";

absl::StatusOr<WordVectors> Parse(const std::string& text, const std::vector<std::string>& words) {
  std::istringstream lines(text);
  return ParseWordVectors(lines, words, "glove.txt");
}

void ExpectRefused(const std::string& text, const std::vector<std::string>& words,
                   const std::string& message) {
  SCOPED_TRACE(message);
  EXPECT_THAT(Parse(text, words), StatusIs(absl::StatusCode::kInvalidArgument, message));
}

TEST(WordVectorsTest, ReadsTheWordsThatAreAskedFor) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const WordVectors vectors,
                                Parse(kVectors, {"fish", "cat", "fish"}));
  EXPECT_EQ(vectors.size(), 2);
  EXPECT_THAT(vectors.at("cat"), ElementsAre(0.1f, 0, -0.25f));
  EXPECT_THAT(vectors.at("fish"), ElementsAre(4, 5, 6));
}

TEST(WordVectorsTest, TheLastLineNeedsNoEndAndLinesMayEndAsOnWindows) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const WordVectors vectors, Parse("a 1 2\r\nb 3 4", {"a", "b"}));
  EXPECT_THAT(vectors.at("a"), ElementsAre(1, 2));
  EXPECT_THAT(vectors.at("b"), ElementsAre(3, 4));
}

TEST(WordVectorsTest, TheFirstOfTwoEqualWordsCounts) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const WordVectors vectors, Parse("a 1 2\na 3 4\n", {"a"}));
  EXPECT_THAT(vectors.at("a"), ElementsAre(1, 2));
}

TEST(WordVectorsTest, LinesOfDifferingLengthAreRefusedWhereverTheyStand) {
  ExpectRefused("cat 1 2 3\nfish 4 5\n", {"cat"},
                "glove.txt: line 2: word \"fish\": found 2 numbers, expected 3 as in line 1");
  ExpectRefused("cat 1 2 3\nfish 4 5 6 7\n", {"cat"},
                "glove.txt: line 2: word \"fish\": found 4 numbers, expected 3");
  ExpectRefused("cat 1 2 3\n\n", {"cat"}, "line 2: word \"\": found 0 numbers, expected 3");
}

TEST(WordVectorsTest, MissingWordsAreNamed) {
  ExpectRefused(kVectors, {"cat", "zebra", "oak"},
                "glove.txt: no vector of \"zebra\", \"oak\"; expected one of each word");
  std::vector<std::string> many;
  for (int i = 0; i < 12; ++i) many.push_back(absl::StrCat("w", i));
  ExpectRefused(kVectors, many, "\"w9\" and 2 more; expected");
  ExpectRefused("", {"cat"}, "glove.txt: no line");
}

TEST(WordVectorsTest, NamesWhatIsNoNumber) {
  ExpectRefused("cat 1 x 3\n", {"cat"},
                "glove.txt: line 1: word \"cat\": number 2 is \"x\"; expected a finite number");
  ExpectRefused("cat 1 inf 3\n", {"cat"}, "number 2 is \"inf\"");
  ExpectRefused("cat 1 1e99 3\n", {"cat"}, "number 2 is \"1e99\"");
}

TEST(WordVectorsTest, RefusesOtherFormats) {
  // word2vec's text form begins with the numbers of words and of dimensions.
  ExpectRefused("400000 50\nthe 1 2\n", {"the"}, "line 1: found \"400000\" and 1 numbers");
  ExpectRefused(std::string(2 << 20, 'a'), {"a"}, "a line of more than ");
}

TEST(WordVectorsTest, NoFileIsNotFound) {
  EXPECT_THAT(ReadWordVectors("/nowhere/glove.txt", {"a"}),
              StatusIs(absl::StatusCode::kNotFound, "/nowhere/glove.txt: cannot be opened"));
}

TEST(WordVectorsTest, AnswersAnyBytes) {
  int refused = 0;
  for (uint64_t i = 0; i < 5'000; ++i) {
    const absl::StatusOr<WordVectors> vectors = Parse(MutatedBytes(kVectors, i), {"cat", "fish"});
    if (!vectors.ok()) {
      ++refused;
      continue;
    }
    EXPECT_EQ(vectors->at("cat").size(), vectors->at("fish").size());
  }
  EXPECT_GT(refused, 1'000);
}

}  // namespace
}  // namespace labelrep
