#include "lib/audio/sound_file.h"

#include <cstdint>
#include <limits>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/audio/audio_testing.h"
#include "lib/base/files.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// So many samples that they are as long as the shortest recording, 50 ms: `values`, then silence.
std::vector<int16_t> Padded(std::vector<int16_t> values, int channels, int rate_hz) {
  values.resize(rate_hz / 20 * channels);
  return values;
}

std::string ErrorOf(const std::string& bytes) {
  const absl::StatusOr<Sound> sound = ParseSound(bytes, "cat.wav");
  EXPECT_EQ(sound.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(sound.status().message());
}

TEST(SoundFileTest, ReadsSamplesAndRate) {
  absl::StatusOr<Sound> sound =
      ParseSound(EncodeWav16(Padded({16384, -32768, 0, 8192}, 1, 24000), 1, 24000), "a.wav");
  ASSERT_TRUE(sound.ok()) << sound.status();
  EXPECT_EQ(sound->rate_hz, 24000);
  EXPECT_EQ(sound->samples.size(), 1200u);
  sound->samples.resize(4);
  EXPECT_THAT(sound->samples, ElementsAre(0.5f, -1.0f, 0.0f, 0.25f));
}

TEST(SoundFileTest, MixesStereoDown) {
  absl::StatusOr<Sound> sound =
      ParseSound(EncodeWav16(Padded({16384, 0, -16384, -8192}, 2, 8000), 2, 8000), "a.wav");
  ASSERT_TRUE(sound.ok()) << sound.status();
  EXPECT_EQ(sound->samples.size(), 400u);
  sound->samples.resize(2);
  EXPECT_THAT(sound->samples, ElementsAre(0.25f, -0.375f));
}

TEST(SoundFileTest, ReadsFiles) {
  const std::string path = testing::TempDir() + "/sound_file_test.wav";
  ASSERT_TRUE(WriteFileAtomically(path, TestWav(400, 8000)).ok());
  EXPECT_TRUE(ReadSoundFile(path).ok());
  EXPECT_EQ(ReadSoundFile(path + ".missing").status().code(), absl::StatusCode::kNotFound);
}

TEST(SoundFileTest, RefusesWhatIsNoSoundFile) {
  const std::string error = ErrorOf("<html>this is no sound</html>");
  EXPECT_THAT(error, HasSubstr("cat.wav: is no sound file"));
  EXPECT_THAT(error, HasSubstr("29 bytes; expected WAV, FLAC or Ogg"));
}

TEST(SoundFileTest, RefusesAnEmptyFile) {
  EXPECT_THAT(ErrorOf(""), HasSubstr("cat.wav: is empty (0 bytes); expected a sound file"));
}

TEST(SoundFileTest, RefusesAFileWithoutSamples) {
  EXPECT_THAT(ErrorOf(EncodeWav16({}, 1, 8000)), HasSubstr("cat.wav: holds no sample"));
}

TEST(SoundFileTest, RefusesSilence) {
  EXPECT_THAT(ErrorOf(EncodeWav16(Padded({0, 1, 0, -1}, 1, 8000), 1, 8000)),
              HasSubstr("cat.wav: is silent: the loudest of its 400 samples"));
}

TEST(SoundFileTest, NamesChannelsThatCancelEachOther) {
  std::vector<int16_t> samples;
  for (int i = 0; i < 400; ++i) {
    samples.push_back(static_cast<int16_t>(16384 - 50 * i));
    samples.push_back(static_cast<int16_t>(-samples.back()));
  }
  EXPECT_THAT(ErrorOf(EncodeWav16(samples, 2, 8000)),
              HasSubstr("cat.wav: its 2 channels cancel each other: each is as loud as 0.5"));
}

TEST(SoundFileTest, RefusesWhatCannotBeASpokenName) {
  for (const int rate_hz : {7, 3999, 384001, 100000000}) {
    EXPECT_THAT(ErrorOf(TestWav(2000, rate_hz)),
                HasSubstr(absl::StrCat("cat.wav: found ", rate_hz,
                                       " samples a second; expected 4000 to 384000")));
  }
  EXPECT_THAT(ErrorOf(TestWav(10, 22050)), HasSubstr("cat.wav: has 10 samples, 0.000453515 s"));
  EXPECT_THAT(ErrorOf(TestWav(399, 8000)), HasSubstr("at least 0.05 s"));
  EXPECT_TRUE(ParseSound(TestWav(400, 8000), "cat.wav").ok());
}

TEST(SoundFileTest, RefusesAHeaderThatDoesNotFitItsSamples) {
  std::string wav = TestWav(4000, 8000);
  wav[40] = wav[41] = 0;
  EXPECT_THAT(ErrorOf(wav), HasSubstr("its header says 0 bytes of samples, but 8000 bytes follow"));
}

TEST(SoundFileTest, RefusesSamplesThatAreNotFinite) {
  std::vector<float> samples(400, 0.5f);
  samples[1] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THAT(ErrorOf(EncodeWavFloat(samples, 8000)),
              HasSubstr("cat.wav: sample 1 is nan; expected finite samples"));
}

TEST(SoundFileTest, RefusesMoreThanTenMinutes) {
  EXPECT_THAT(ErrorOf(EncodeWav16(std::vector<int16_t>(601 * 4000, 1000), 1, /*rate_hz=*/4000)),
              HasSubstr("cat.wav: is longer than 600 s"));
}

TEST(SoundFileTest, RefusesATruncatedFile) {
  const std::string bytes = TestWav(1000, 8000);
  for (size_t length = 0; length < bytes.size(); length += 7) {
    EXPECT_FALSE(ParseSound(bytes.substr(0, length), "cut.wav").ok()) << length;
  }
}

TEST(SoundFileTest, WritesWhatItReads) {
  const Sound sound = {.samples = {0.5f, -0.25f, 0, 1.5f, -1.5f}, .rate_hz = 22050};
  const absl::StatusOr<std::string> bytes = EncodeWav(sound);
  ASSERT_TRUE(bytes.ok()) << bytes.status();
  // Full scale is 32767, and what is beyond it is clipped.
  EXPECT_EQ(*bytes, EncodeWav16({16384, -8192, 0, 32767, -32768}, 1, 22050));
}

}  // namespace
}  // namespace labelrep
