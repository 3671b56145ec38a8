#include "experiments/site/listening/clip_files.h"

#include <cstdint>

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;

constexpr int kLength = 1200;

// As experiments/listening/clips.cc writes it.
constexpr char kList[] =
    R"({"format":"labelrep clips","version":1,"run":"r","weights_sha256":"ab",)"
    R"("recipe_sha256":"cd","class_names":["dog","<b>cat</b>"],"rate_hz":22050,)"
    R"("samples_per_clip":1200,"clips":["0/0","0/1","10/0"]})"
    "\n";

TEST(ClipFilesTest, ReadsAList) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const ClipList list, ParseClipList(kList, "clips.json"));
  EXPECT_EQ(list.run(), "r");
  EXPECT_EQ(list.weights_sha256(), "ab");
  EXPECT_EQ(list.recipe_sha256(), "cd");
  EXPECT_THAT(list.class_names(), ElementsAre("dog", "<b>cat</b>"));
  EXPECT_THAT(list.clips(), ElementsAre("0/0", "0/1", "10/0"));
  EXPECT_EQ(list.samples_per_clip(), kLength);
}

TEST(ClipFilesTest, OfAMeasurementThatFailedThereAreNone) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const ClipList list, ParseClipList("", "clips.json"));
  EXPECT_THAT(list.clips(), IsEmpty());
}

TEST(ClipFilesTest, SaysWhatIsWrongWithAList) {
  const auto expect_refused = [](const std::string& from, const std::string& to,
                                 const std::string& message) {
    const std::string text = absl::StrReplaceAll(kList, {{from, to}});
    ASSERT_NE(text, kList) << from;
    EXPECT_THAT(ParseClipList(text, "clips.json"),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         AllOf(HasSubstr("clips.json: "), HasSubstr(message))))
        << text;
  };
  expect_refused("labelrep clips", "labelrep answers", "format: found \"labelrep answers\"");
  expect_refused("\"version\":1", "\"version\":2", "version 2, expected");
  expect_refused("\"run\":\"r\",", "", "run, weights_sha256, recipe_sha256");
  expect_refused("\"run\"", "\"name\"", "expected a list of clips in JSON");
  expect_refused("]}", "]};alert(1)", "expected a list of clips in JSON");
  expect_refused(R"(["dog","<b>cat</b>"])", "[]", "class_names");
  expect_refused("1200", "0", "samples_per_clip: found 0");
  expect_refused("10/0", "../x", "clips: found \"../x\"");
  expect_refused("10/0", "0/0", "clips: found \"0/0\", expected");
  expect_refused("10/0", "01/0", "clips: found \"01/0\"");
  expect_refused("10/0", "-1/0", "clips: found \"-1/0\"");
}

TEST(ClipFilesTest, AnyBytesAreAListOrAnError) {
  for (uint64_t i = 0; i < 5000; ++i) {
    const absl::StatusOr<ClipList> list = ParseClipList(MutatedBytes(kList, i), "clips.json");
    EXPECT_TRUE(list.ok() || list.status().code() == absl::StatusCode::kInvalidArgument);
  }
}

TEST(ClipFilesTest, CutsTheSoundIntoFiles) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const ClipList list, ParseClipList(kList, "clips.json"));
  Sound sounds{{}, 22050};
  for (const float level : {0.25F, 0.5F, -0.5F}) {
    sounds.samples.insert(sounds.samples.end(), kLength, level);
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto files, CutClips(list, sounds, "sounds.wav"));
  EXPECT_THAT(files, ElementsAre(Key("0_0.wav"), Key("0_1.wav"), Key("10_0.wav")));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Sound clip, ParseSound(files.at("10_0.wav"), "10_0.wav"));
  EXPECT_EQ(clip.rate_hz, 22050);
  ASSERT_EQ(clip.samples.size(), kLength);
  // A step of 16 bits.
  EXPECT_NEAR(clip.samples.front(), -0.5, 1.0 / 32768);
  EXPECT_NEAR(clip.samples.back(), -0.5, 1.0 / 32768);
}

TEST(ClipFilesTest, SoundsOfAnotherLengthOrRateAreRefused) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const ClipList list, ParseClipList(kList, "clips.json"));
  const auto expect_refused = [&](size_t samples, int rate_hz) {
    EXPECT_THAT(
        CutClips(list, {std::vector<float>(samples), rate_hz}, "sounds.wav"),
        StatusIs(absl::StatusCode::kInvalidArgument,
                 AllOf(HasSubstr("sounds.wav: found "), HasSubstr("expected 3600 at 22050 Hz"))));
  };
  expect_refused(3 * kLength - 1, 22050);
  expect_refused(3 * kLength, 16000);
}

}  // namespace
}  // namespace labelrep
