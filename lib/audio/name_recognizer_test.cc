#include "lib/audio/name_recognizer.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/audio/audio_testing.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

const std::vector<std::string>& Names() {
  static const auto* const names = new std::vector<std::string>{
      "circle", "window", "triangle", "star", "cross", "ring", "heart", "moon", "arrow", "diamond"};
  return *names;
}

// That of Names() at this index, as espeak-ng speaks it.
Sound Spoken(int index) {
  const absl::StatusOr<Sound> sound =
      ReadSoundFile(absl::StrCat("lib/audio/spoken/", Names()[index], ".wav"));
  EXPECT_OK(sound);
  return sound.value_or(Sound());
}

NameRecognizer Recognizer(const std::vector<std::string>& names,
                          const std::vector<NamePronunciation>& pronunciations = {}) {
  absl::StatusOr<NameRecognizer> recognizer = NameRecognizer::Create(names, pronunciations);
  EXPECT_OK(recognizer);
  return *std::move(recognizer);
}

HeardName Hear(NameRecognizer& recognizer, const Sound& sound) {
  const absl::StatusOr<HeardName> heard = recognizer.Hear(sound);
  EXPECT_OK(heard);
  return heard.value_or(HeardName());
}

// pocketsphinx's own program hears the same in the same recordings at 16 kHz, and of testdata/
// triangle.wav, which is one of them, has the score -4046 over 93 frames:
//   pocketsphinx_batch -hmm en-us/en-us -dict en-us/cmudict-en-us.dict -jsgf names.gram -adcin yes
//     -adchdr 44 -cepdir . -cepext .wav -ctl list -remove_noise no -remove_silence no -cmn batch
//     -compallsen yes -beam 0 -pbeam 0 -wbeam 0 -lw 1 -wip 1 -pip 1 -bestpath no -hyp hyp
TEST(NameRecognizerTest, HearsWhatPocketsphinxsProgramHears) {
  NameRecognizer recognizer = Recognizer(Names());
  const int kStar = 3;
  const int kHeart = 6;
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(Hear(recognizer, Spoken(i)).name, i == kHeart ? kStar : i) << Names()[i];
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const Sound sound,
                                ReadSoundFile("lib/audio/testdata/triangle.wav"));
  // Scores count in 1,024 logarithms to base 1.0001.
  EXPECT_DOUBLE_EQ(Hear(recognizer, sound).confidence, -4046 * 1024 * std::log(1.0001) / 93);
}

TEST(NameRecognizerTest, HasTheSameAnswerWhateverWasHeardBefore) {
  NameRecognizer fresh = Recognizer(Names());
  const HeardName alone = Hear(fresh, Spoken(4));
  NameRecognizer used = Recognizer(Names());
  for (const int before : {7, 0, 4}) Hear(used, Spoken(before));
  Hear(used, {.samples = TestSignal(16000, 16000), .rate_hz = 16000});
  const HeardName later = Hear(used, Spoken(4));
  EXPECT_EQ(later.name, alone.name);
  EXPECT_EQ(later.confidence, alone.confidence);
}

TEST(NameRecognizerTest, IsLessSureOfWhatIsNoneOfTheNames) {
  NameRecognizer recognizer = Recognizer(Names());
  const HeardName name = Hear(recognizer, Spoken(0));
  Sound backwards = Spoken(0);
  std::reverse(backwards.samples.begin(), backwards.samples.end());
  EXPECT_LT(name.confidence, 0);
  EXPECT_LT(Hear(recognizer, backwards).confidence, name.confidence);
}

TEST(NameRecognizerTest, DoesNotMindHowLoudASoundIs) {
  NameRecognizer recognizer = Recognizer(Names());
  Sound quiet = Spoken(3);
  for (float& sample : quiet.samples) sample /= 4;
  const HeardName heard = Hear(recognizer, quiet);
  EXPECT_EQ(heard.name, 3);
  // What differs is the rounding to 16 bits in the pauses.
  EXPECT_NEAR(heard.confidence, Hear(recognizer, Spoken(3)).confidence, 0.5);
}

TEST(NameRecognizerTest, KnowsNamesOfSeveralWordsAndOtherPronunciations) {
  NameRecognizer recognizer = Recognizer({"Window-Ring", "shrew", "diamond heart"},
                                         {{1, "SH R UW"}, {1, "T R AY AE NG G AH L"}});
  const auto both = [](int first, int second) {
    Sound sound = Spoken(first);
    const Sound behind = Spoken(second);
    sound.samples.insert(sound.samples.end(), behind.samples.begin(), behind.samples.end());
    return sound;
  };
  EXPECT_EQ(Hear(recognizer, both(1, 5)).name, 0);
  EXPECT_EQ(Hear(recognizer, both(9, 6)).name, 2);
  EXPECT_EQ(Hear(recognizer, Spoken(2)).name, 1);
}

TEST(NameRecognizerTest, WhatIsTooShortForAnyNameIsNone) {
  NameRecognizer recognizer = Recognizer(Names());
  for (const int samples : {0, 1, 100, 800}) {
    const HeardName heard =
        Hear(recognizer, {.samples = std::vector<float>(samples, 0.1F), .rate_hz = 16000});
    EXPECT_EQ(heard.name, -1) << samples;
    EXPECT_EQ(heard.confidence, 0) << samples;
  }
}

TEST(NameRecognizerTest, RefusesNamesThatItCannotKnow) {
  const auto expect_refused = [](const std::vector<std::string>& names,
                                 const std::vector<NamePronunciation>& pronunciations,
                                 const std::string& message) {
    EXPECT_THAT(NameRecognizer::Create(names, pronunciations).status(),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(message)));
  };
  expect_refused({}, {}, "no names");
  expect_refused({"cat", " -"}, {}, "name \" -\": has no words");
  expect_refused({"cat", "pygmy shrew"}, {}, "name \"pygmy shrew\": the word \"shrew\" is not in ");
  expect_refused({"cat", "\x1b[caf\xc3\xa9"}, {}, "the word \"\\x1b[caf\\xc3\\xa9\" is not in ");
  expect_refused({"lawn mower", "Lawn-mower"}, {}, "another has the same words");
  expect_refused({"cat"}, {{1, "K AE T"}}, "\"K AE T\" of name 1 of 1");
  expect_refused({"cat"}, {{0, "K AE1 T"}}, "pronunciation \"K AE1 T\" of name 0 of 1");
  expect_refused({"cat"}, {{0, ""}}, "pronunciation \"\" of name 0");
}

}  // namespace
}  // namespace labelrep
