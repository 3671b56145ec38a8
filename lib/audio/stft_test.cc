#include "lib/audio/stft.h"

#include <algorithm>
#include <cmath>
#include <complex>

#include "gtest/gtest.h"
#include "lib/audio/audio_testing.h"

namespace labelrep {
namespace {

std::vector<double> TestSamples(int count) {
  const std::vector<float> signal = TestSignal(count, 22050);
  return {signal.begin(), signal.end()};
}

TEST(StftTest, TheInverseGivesTheSignalBack) {
  for (const SignalEnds ends : {SignalEnds::kMirrored, SignalEnds::kSilent}) {
    const StftOptions options = {.fft_samples = 512, .hop_samples = 128, .ends = ends};
    const std::vector<double> samples = TestSamples(128 * 20);
    const std::vector<double> back = InverseStft(Stft(samples, options), options);
    ASSERT_EQ(back.size(), samples.size());
    double worst = 0;
    for (size_t i = 0; i < back.size(); ++i) {
      worst = std::max(worst, std::abs(back[i] - samples[i]));
    }
    // Two transforms of 9 stages, each stage rounds by 1e-16 of at most 0.5: 1e-15, with room.
    EXPECT_LT(worst, 1e-14);
  }
}

TEST(StftTest, ATermOfTheTransformIsTheSumThatDefinesIt) {
  const StftOptions options = {.fft_samples = 64, .hop_samples = 16, .ends = SignalEnds::kSilent};
  const std::vector<double> samples = TestSamples(100);
  const ComplexSpectrogram spectrogram = Stft(samples, options);
  ASSERT_EQ(spectrogram.rows(), 33);
  ASSERT_EQ(spectrogram.cols(), 1 + 100 / 16);
  const int bin = 5;
  const int frame = 1;
  std::complex<double> expected = 0;
  for (int i = 0; i < 64; ++i) {
    const int at = frame * 16 - 32 + i;
    if (at < 0) continue;
    const double window = 0.5 - 0.5 * std::cos(2 * M_PI * i / 64);
    expected += window * samples[at] * std::polar(1.0, -2 * M_PI * bin * i / 64);
  }
  EXPECT_LT(std::abs(spectrogram(bin, frame) - expected), 1e-13);
}

}  // namespace
}  // namespace labelrep
