#include "experiments/listening/clips.h"

#include <cstdint>

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

const ClipsIdentity kIdentity = {.run = "r", .weights_sha256 = "ab", .recipe_sha256 = "cd"};

constexpr char kAnswers[] =
    R"({"format": "labelrep answers", "version": 1, "run": "r", "weights_sha256": "ab",
 "recipe_sha256": "cd", "listener": "Ann \u00e9", "answers": {"1/2": "cat", "0/0": "none"}})";

// Of three images with three clips each.
ListeningResult Listened() {
  ListeningResult result;
  EXPECT_OK(ParseTextProto("recipe { clips: 3 phases: 3 } class_names: ['dog', 'cat']", "result",
                           &result));
  return result;
}

absl::Status Read(const std::string& text, const ClipsIdentity& identity = kIdentity) {
  const absl::StatusOr<ListenerAnswers> answers = ParseAnswers(text, "ann.json");
  if (!answers.ok()) return answers.status();
  return MatchAnswers(*answers, "ann.json", identity, Listened()).status();
}

TEST(ClipsTest, ListsTheClipsAndNotWhatTheyAreOf) {
  const Sound sounds = {.samples = std::vector<float>(40), .rate_hz = 22050};
  ListeningResult result = Listened();
  result.mutable_recipe()->set_clips(2);
  result.mutable_recipe()->set_phases(2);
  EXPECT_EQ(WriteClipList(kIdentity, result.class_names(), result.recipe(), sounds),
            R"({"format":"labelrep clips","version":1,"run":"r","weights_sha256":"ab",)"
            R"("recipe_sha256":"cd","class_names":["dog","cat"],"rate_hz":22050,)"
            R"("samples_per_clip":10,"clips":["0/0","0/1","1/0","1/1"]})"
            "\n");
  result.mutable_recipe()->set_clips(0);
  EXPECT_THAT(WriteClipList(kIdentity, result.class_names(), result.recipe(), {}),
              HasSubstr(R"("samples_per_clip":0,"clips":[]})"));
}

TEST(ClipsTest, ReadsAnswers) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const ListenerAnswers answers, ParseAnswers(kAnswers, "ann.json"));
  EXPECT_EQ(answers.listener, "Ann \xc3\xa9");
  EXPECT_THAT(answers.answers, ElementsAre(Pair("1/2", "cat"), Pair("0/0", "none")));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<ClipAnswer> matched,
                                MatchAnswers(answers, "ann.json", kIdentity, Listened()));
  ASSERT_EQ(matched.size(), 2);
  EXPECT_EQ(matched[0].image, 1);
  EXPECT_EQ(matched[0].named, 1);
  EXPECT_EQ(matched[1].image, 0);
  EXPECT_EQ(matched[1].named, -1);
}

TEST(ClipsTest, ReadsAnswersWithByteOrderMarkAndNone) {
  EXPECT_OK(Read(std::string("\xef\xbb\xbf") + kAnswers));
  EXPECT_OK(Read(absl::StrReplaceAll(kAnswers, {{R"("1/2": "cat", "0/0": "none")", ""}})));
}

TEST(ClipsTest, SaysWhatIsWrongWithAnswers) {
  const auto expect_error = [](const std::string& from, const std::string& to,
                               const std::string& message) {
    const std::string text = absl::StrReplaceAll(kAnswers, {{from, to}});
    ASSERT_NE(text, kAnswers) << from;
    EXPECT_THAT(Read(text), StatusIs(absl::StatusCode::kInvalidArgument,
                                     testing::AllOf(HasSubstr("ann.json: "), HasSubstr(message))))
        << text;
  };
  expect_error("labelrep answers", "labelrep clips",
               R"(offset 10: found " "labelrep clips", "", expected "labelrep answers"; answers)");
  expect_error("1,", "2,", R"(expected 1; take the page that belongs to this program)");
  expect_error("1,", "1.0,", "expected a whole number");
  expect_error("listener", "name", "expected one of the fields format, version, run, ");
  expect_error("listener", "run", "expected one of the fields");
  expect_error(R"("listener": "Ann \u00e9", )", "", "expected the field listener before");
  expect_error("}}", "", "expected '}'; answers are what the page of the listening test saves");
  expect_error("}}", "}}x", "expected the end of the JSON text");
  expect_error(R"("cat")", "null", "expected a string");
  expect_error("0/0", "1/2", R"(expected no second answer to clip "1/2")");
  expect_error(
      "0/0", "3/0",
      R"(found the clip "3/0", expected IMAGE/PHASE, an image below 3 and a phase below 3)");
  expect_error("0/0", "00/0", R"(answers: found the clip "00/0")");
  expect_error("cat", "cow",
               R"(answers: clip 1/2: found "cow", expected one of dog, cat or "none")");
  expect_error("cat", "\xff", "UTF-8");
}

TEST(ClipsTest, RefusesAnswersToOtherClips) {
  const auto expect_refused = [](const ClipsIdentity& identity, const std::string& message) {
    EXPECT_THAT(Read(kAnswers, identity),
                StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(message)));
  };
  expect_refused({.run = "q", .weights_sha256 = "ab", .recipe_sha256 = "cd"},
                 R"(ann.json: run: found "r", expected "q": the answers are to the clips of)");
  expect_refused({.run = "r", .weights_sha256 = "aa", .recipe_sha256 = "cd"},
                 R"(weights_sha256: found "ab", expected "aa")");
  expect_refused({.run = "r", .weights_sha256 = "ab", .recipe_sha256 = "cc"},
                 R"(recipe_sha256: found "cd", expected "cc")");
}

TEST(ClipsTest, TruncatedAnswersAreNone) {
  const std::string text = kAnswers;
  for (size_t size = 0; size < text.size(); ++size) {
    EXPECT_EQ(Read(text.substr(0, size)).code(), absl::StatusCode::kInvalidArgument) << size;
  }
}

TEST(ClipsTest, AnyBytesAreAnswersOrAnError) {
  int accepted = 0;
  for (uint64_t i = 0; i < 20000; ++i) {
    const absl::Status status = Read(MutatedBytes(kAnswers, i));
    if (status.ok()) ++accepted;
    EXPECT_TRUE(status.ok() || status.code() == absl::StatusCode::kInvalidArgument ||
                status.code() == absl::StatusCode::kFailedPrecondition)
        << status;
  }
  // Some change nothing but the listener's name.
  EXPECT_GT(accepted, 0);
}

}  // namespace
}  // namespace labelrep
