#include "lib/audio/griffin_lim.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "gtest/gtest.h"
#include "lib/audio/audio_testing.h"
#include "lib/audio/stft.h"

namespace labelrep {
namespace {

constexpr StftOptions kStft = {.ends = SignalEnds::kSilent};

Eigen::ArrayXXd TestMagnitudes() {
  const std::vector<float> signal = TestSignal(2560, 22050);
  return Stft({signal.begin(), signal.end()}, kStft).abs();
}

TEST(GriffinLimTest, AgreesWithLibrosa) {
  const Golden golden = ReadGolden("griffin_lim");
  const Eigen::ArrayXXd magnitudes = TestMagnitudes();
  const std::vector<double> samples = GriffinLim(magnitudes, {});
  ASSERT_EQ(samples.size(), golden.values.size());
  double worst = 0;
  for (size_t i = 0; i < samples.size(); ++i) {
    worst = std::max(worst, std::abs(samples[i] - golden.values[i]));
  }
  const std::vector<double> librosas(golden.values.begin(), golden.values.end());
  // The golden is in 24 bits, 3e-8 at an amplitude of 0.5; both compute in 53 from the same phases.
  EXPECT_LT(worst, 1e-7);
  // A difference of 1e-7 in every sample is 3e-7 of the signal's root mean square, 0.3.
  EXPECT_NEAR(SpectralConvergence(magnitudes, samples, 256),
              SpectralConvergence(magnitudes, librosas, 256), 3e-7);
}

TEST(GriffinLimTest, MoreIterationsComeNearer) {
  const Eigen::ArrayXXd magnitudes = TestMagnitudes();
  double before = SpectralConvergence(magnitudes, GriffinLim(magnitudes, {.iterations = 0}), 256);
  for (const int iterations : {8, 32, 128}) {
    const double after =
        SpectralConvergence(magnitudes, GriffinLim(magnitudes, {.iterations = iterations}), 256);
    EXPECT_LT(after, before) << iterations;
    before = after;
  }
}

TEST(GriffinLimTest, AToneComesBackAtItsFrequency) {
  std::vector<double> tone;
  // In the middle of bin 50, 538 Hz.
  for (int i = 0; i < 8192; ++i) {
    tone.push_back(0.5 * std::sin(2 * std::numbers::pi * 50 * i / 2048));
  }
  const std::vector<double> samples = GriffinLim(Stft(tone, kStft).abs(), {});
  // Of the first and the last 4 frames the window reaches beyond the signal.
  const Eigen::ArrayXXd power = Stft(samples, kStft).abs2().middleCols(4, 25);
  // A Hann window shows a tone in three bins.
  EXPECT_GT(power.middleRows(49, 3).sum() / power.sum(), 0.99);
}

TEST(GriffinLimTest, TheSeedDecides) {
  const Eigen::ArrayXXd magnitudes = TestMagnitudes();
  const std::vector<double> samples = GriffinLim(magnitudes, {.iterations = 2, .seed = 3});
  EXPECT_EQ(samples, GriffinLim(magnitudes, {.iterations = 2, .seed = 3}));
  EXPECT_NE(samples, GriffinLim(magnitudes, {.iterations = 2, .seed = 4}));
}

TEST(GriffinLimTest, SilenceStaysSilent) {
  for (const double sample : GriffinLim(Eigen::ArrayXXd::Zero(1025, 3), {.iterations = 3})) {
    EXPECT_EQ(sample, 0);
  }
}

}  // namespace
}  // namespace labelrep
