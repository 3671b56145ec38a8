#include "lib/audio/mel.h"

#include "gtest/gtest.h"
#include "lib/audio/audio_testing.h"

namespace labelrep {
namespace {

TEST(MelTest, ScaleIsLinearBelow1000HzAndLogarithmicAbove) {
  EXPECT_DOUBLE_EQ(HzToMel(60), 0.9);
  EXPECT_DOUBLE_EQ(HzToMel(440), 6.6);
  EXPECT_NEAR(HzToMel(6400), 15 + 27, 1e-12);
  for (double hz : {20.0, 999.0, 1000.0, 8000.0}) EXPECT_NEAR(MelToHz(HzToMel(hz)), hz, 1e-9);
}

TEST(MelTest, FiltersHaveEqualArea) {
  const MelOptions options;
  const Eigen::MatrixXd filters = MelFilters(options);
  const double hz_per_bin = static_cast<double>(options.rate_hz) / options.fft_samples;
  // A wide triangle is sampled finely enough for its sum to be its area, 1.
  EXPECT_NEAR(filters.row(63).sum() * hz_per_bin, 1, 0.01);
  EXPECT_NEAR(filters.row(40).sum() * hz_per_bin, 1, 0.05);
  EXPECT_GE(filters.minCoeff(), 0);
}

TEST(MelTest, AgreesWithLibrosa) {
  const Golden golden = ReadGolden("mel");
  const Spectrogram mel = MelSpectrogram(TestSignal(2560, 22050));
  // librosa works in 24 bits: 1e-5 of the largest power allows for 150 roundings.
  EXPECT_LT(golden.MaxDifference(mel), 1e-5 * mel.maxCoeff());
}

TEST(MelTest, TakesASignalShorterThanTheWindow) {
  const Spectrogram mel = MelSpectrogram({0.5f});
  EXPECT_EQ(mel.rows(), 64);
  EXPECT_EQ(mel.cols(), 1);
  EXPECT_TRUE(mel.isFinite().all());
}

}  // namespace
}  // namespace labelrep
