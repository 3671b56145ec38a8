#include "lib/audio/mel_inverse.h"

#include "gtest/gtest.h"
#include "lib/audio/audio_testing.h"

namespace labelrep {
namespace {

// How far the bands of these powers are from `mel`, as a share of its length.
double Residual(const Eigen::ArrayXXd& bands, const Spectrogram& mel) {
  return (bands - mel).matrix().norm() / mel.matrix().norm();
}

TEST(MelInverseTest, ComesAsNearAsLibrosa) {
  const Spectrogram mel = ReadGolden("mel").AsArray();
  const Eigen::ArrayXXd power = PowerFromMel(mel);
  ASSERT_EQ(power.rows(), 1025);
  ASSERT_EQ(power.cols(), mel.cols());
  EXPECT_GE(power.minCoeff(), 0);
  const double ours = Residual((MelFilters({}) * power.matrix()).array(), mel);
  const double librosas = Residual(ReadGolden("mel_inverse").AsArray(), mel);
  EXPECT_LT(ours, librosas);
}

TEST(MelInverseTest, NothingComesOfNothing) {
  EXPECT_EQ(PowerFromMel(Spectrogram::Zero(64, 2)).abs().maxCoeff(), 0);
}

TEST(MelInverseTest, AToneStaysWithinItsBands) {
  // 440 Hz, of which 40 bins are 431 Hz.
  Eigen::MatrixXd power = Eigen::MatrixXd::Zero(1025, 1);
  power(40, 0) = 1;
  const MelOptions options;
  const Eigen::ArrayXXd found = PowerFromMel((MelFilters(options) * power).array());
  Eigen::Index loudest = 0;
  found.col(0).maxCoeff(&loudest);
  // Bands are up to 8 bins wide here, from end to end.
  EXPECT_NEAR(static_cast<double>(loudest), 40, 4);
  EXPECT_NEAR(found.middleRows(36, 9).sum() / found.sum(), 1, 0.05);
}

}  // namespace
}  // namespace labelrep
