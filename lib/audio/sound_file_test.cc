#include "lib/audio/sound_file.h"

#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/audio/audio_testing.h"
#include "lib/base/files.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string ErrorOf(const std::string& bytes) {
  const absl::StatusOr<Sound> sound = ParseSound(bytes, "cat.wav");
  EXPECT_EQ(sound.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(sound.status().message());
}

TEST(SoundFileTest, ReadsSamplesAndRate) {
  const absl::StatusOr<Sound> sound =
      ParseSound(EncodeWav16({16384, -32768, 0, 8192}, /*channels=*/1, /*rate_hz=*/24000), "a.wav");
  ASSERT_TRUE(sound.ok()) << sound.status();
  EXPECT_EQ(sound->rate_hz, 24000);
  EXPECT_THAT(sound->samples, ElementsAre(0.5f, -1.0f, 0.0f, 0.25f));
}

TEST(SoundFileTest, MixesStereoDown) {
  const absl::StatusOr<Sound> sound =
      ParseSound(EncodeWav16({16384, 0, -16384, -8192}, /*channels=*/2, /*rate_hz=*/8000), "a.wav");
  ASSERT_TRUE(sound.ok()) << sound.status();
  EXPECT_THAT(sound->samples, ElementsAre(0.25f, -0.375f));
}

TEST(SoundFileTest, ReadsFiles) {
  const std::string path = testing::TempDir() + "/sound_file_test.wav";
  ASSERT_TRUE(WriteFileAtomically(path, EncodeWav16({100, 200}, 1, 8000)).ok());
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
  EXPECT_THAT(ErrorOf(EncodeWav16({0, 1, 0, -1}, 1, 8000)),
              HasSubstr("cat.wav: is silent: the loudest of its 4 samples"));
}

TEST(SoundFileTest, RefusesSamplesThatAreNotFinite) {
  EXPECT_THAT(ErrorOf(EncodeWavFloat({0.5f, std::numeric_limits<float>::quiet_NaN()}, 8000)),
              HasSubstr("cat.wav: sample 1 is nan; expected finite samples"));
}

TEST(SoundFileTest, RefusesMoreThanTenMinutes) {
  EXPECT_THAT(ErrorOf(EncodeWav16(std::vector<int16_t>(601 * 10, 1000), 1, /*rate_hz=*/10)),
              HasSubstr("cat.wav: is longer than 600 s"));
}

TEST(SoundFileTest, SurvivesATruncatedFile) {
  const std::string bytes = TestWav(1000, 8000);
  for (size_t length = 0; length < bytes.size(); length += 7) {
    const absl::StatusOr<Sound> sound = ParseSound(bytes.substr(0, length), "cut.wav");
    const size_t samples = sound.ok() ? sound->samples.size() : 0;
    EXPECT_LE(samples, length / 2);
  }
}

}  // namespace
}  // namespace labelrep
