#include "labels/label_sound.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "labels/speech_label.h"
#include "lib/audio/audio_testing.h"
#include "lib/audio/mel.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

// A label that is silent but for one mel band.
std::vector<float> OneBand(int band) {
  std::vector<float> label(kLabelSize * kLabelSize, -80);
  for (int column = 0; column < kLabelSize; ++column) label[band * kLabelSize + column] = 0;
  return label;
}

TEST(LabelSoundTest, IsLoudestInTheBandThatTheLabelIsLoudestIn) {
  for (const int band : {5, 20, 50}) {
    const Sound sound = LabelSound(OneBand(band));
    EXPECT_EQ(sound.rate_hz, 22050);
    EXPECT_EQ(sound.samples.size(), 63 * 256);
    Eigen::Index loudest = 0;
    MelSpectrogram(sound.samples).rowwise().mean().maxCoeff(&loudest);
    EXPECT_EQ(loudest, band);
  }
}

TEST(LabelSoundTest, OtherPhasesAreOtherSoundsOfTheSameLabel) {
  const std::vector<Sound> sounds = LabelSounds(OneBand(20), 3);
  ASSERT_EQ(sounds.size(), 3);
  EXPECT_EQ(sounds[0].samples, LabelSound(OneBand(20)).samples);
  for (const Sound& sound : sounds) {
    Eigen::Index loudest = 0;
    MelSpectrogram(sound.samples).rowwise().mean().maxCoeff(&loudest);
    EXPECT_EQ(loudest, 20);
  }
  EXPECT_NE(sounds[0].samples, sounds[1].samples);
  EXPECT_NE(sounds[1].samples, sounds[2].samples);
}

TEST(LabelSoundTest, KnowsSpectrogramsByTheirSizeAndRange) {
  LabelSet labels;
  labels.add_shape(kLabelSize);
  labels.add_shape(kLabelSize);
  labels.add_values(-80);
  labels.add_values(0);
  EXPECT_TRUE(AreSpectrograms(labels));
  labels.add_values(0.5);
  EXPECT_FALSE(AreSpectrograms(labels)) << "louder than the loudest";
  labels.set_values(2, -80.5);
  EXPECT_FALSE(AreSpectrograms(labels));
  labels.set_values(2, -40);
  labels.set_shape(0, 48);
  EXPECT_FALSE(AreSpectrograms(labels));
}

TEST(LabelSoundTest, ItsLabelIsAboutTheLabelItWasMadeFrom) {
  // A tone that rises and falls in noise, so that time counts too.
  std::vector<float> samples = TestSignal(16384, 22050);
  for (size_t i = 0; i < samples.size(); ++i) {
    samples[i] *= static_cast<float>(std::sin(std::numbers::pi * i / samples.size()));
  }
  const std::string path =
      WriteTestFile("first.wav", *EncodeWav({.samples = samples, .rate_hz = 22050}));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<float> label, SpeechLabel(path));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Spectrogram spectrogram, SpeechSpectrogram(path));
  const Sound sound = LabelSound(label, static_cast<int>(spectrogram.cols()));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<float> again,
                                SpeechLabel(WriteTestFile("again.wav", *EncodeWav(sound))));
  double difference = 0;
  double deviation = 0;
  double mean = 0;
  for (const float value : label) mean += value / static_cast<double>(label.size());
  for (size_t i = 0; i < label.size(); ++i) {
    difference += std::abs(again[i] - label[i]) / static_cast<double>(label.size());
    deviation += std::abs(label[i] - mean) / static_cast<double>(label.size());
  }
  // A sound that has nothing of the label would be as far from it as its mean is.
  EXPECT_LT(difference, deviation / 3);
}

TEST(LabelSoundTest, SameLabelSameSound) {
  EXPECT_EQ(LabelSound(OneBand(3)).samples, LabelSound(OneBand(3)).samples);
}

TEST(LabelSoundTest, LoudestSampleIsHalfOfFullScale) {
  float peak = 0;
  for (const float sample : LabelSound(OneBand(3), 20).samples) {
    peak = std::max(peak, std::abs(sample));
  }
  EXPECT_FLOAT_EQ(peak, 0.5);
}

}  // namespace
}  // namespace labelrep
