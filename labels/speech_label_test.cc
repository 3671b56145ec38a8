#include "labels/speech_label.h"

#include <cmath>

#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "lib/audio/audio_testing.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

// Mean distance between the elements of two labels, in dB.
double MeanDistance(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] - b[i]);
  return sum / static_cast<double>(a.size());
}

TEST(SpeechLabelTest, DoesNotDependOnLoudness) {
  std::vector<int16_t> loud, quiet;
  for (float sample : TestSignal(10000, 22050)) {
    quiet.push_back(static_cast<int16_t>(std::lround(sample * 8000)));
    loud.push_back(static_cast<int16_t>(quiet.back() * 4));
  }
  const auto a = SpeechLabel(WriteTestFile("loud.wav", EncodeWav16(loud, 1, 22050)));
  const auto b = SpeechLabel(WriteTestFile("quiet.wav", EncodeWav16(quiet, 1, 22050)));
  ASSERT_THAT(a, IsOk());
  ASSERT_THAT(b, IsOk());
  EXPECT_LT(MeanDistance(*a, *b), 1e-4);
}

TEST(SpeechLabelTest, StereoIsMixedDown) {
  std::vector<int16_t> mono, stereo;
  for (float sample : TestSignal(10000, 22050)) {
    mono.push_back(static_cast<int16_t>(std::lround(sample * 8000)));
    stereo.insert(stereo.end(), {mono.back(), mono.back()});
  }
  const auto a = SpeechLabel(WriteTestFile("mono.wav", EncodeWav16(mono, 1, 22050)));
  const auto b = SpeechLabel(WriteTestFile("stereo.wav", EncodeWav16(stereo, 2, 22050)));
  ASSERT_THAT(a, IsOk());
  EXPECT_EQ(*a, *b);
}

TEST(SpeechLabelTest, SurroundingSilenceIsTrimmed) {
  // Whole hops, so that the frames of both fall on the same samples.
  std::vector<int16_t> bare, padded(20 * 512, 0);
  for (float sample : TestSignal(20 * 512, 22050)) {
    bare.push_back(static_cast<int16_t>(std::lround(sample * 8000)));
  }
  padded.insert(padded.end(), bare.begin(), bare.end());
  padded.insert(padded.end(), 20 * 512, 0);
  const auto a = SpeechLabel(WriteTestFile("bare.wav", EncodeWav16(bare, 1, 22050)));
  const auto b = SpeechLabel(WriteTestFile("padded.wav", EncodeWav16(padded, 1, 22050)));
  ASSERT_THAT(b, IsOk());
  // A frame of 2048 samples hears the tone up to two hops away, so a rim of silence stays.
  const double center_a = (*a)[10 * 64 + 32], center_b = (*b)[10 * 64 + 32];
  EXPECT_NEAR(center_a, center_b, 1.5);
}

}  // namespace
}  // namespace labelrep
