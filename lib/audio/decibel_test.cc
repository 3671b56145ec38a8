#include "lib/audio/decibel.h"

#include "gtest/gtest.h"
#include "lib/audio/audio_testing.h"

namespace labelrep {
namespace {

TEST(DecibelTest, AgreesWithLibrosa) {
  // librosa subtracts two logarithms of up to 50 dB in 24 bits: 50 * 2^-23 is 6e-6.
  EXPECT_LT(ReadGolden("decibel").MaxDifference(PowerToDecibel(ReadGolden("mel").AsArray())), 5e-5);
}

TEST(DecibelTest, IsRelativeToTheLargestAndBounded) {
  Eigen::ArrayXXd power(1, 4);
  power << 100, 10, 1e-12, 0;
  Eigen::ArrayXXd expected(1, 4);
  expected << 0, -10, -80, -80;
  EXPECT_TRUE(PowerToDecibel(power).isApprox(expected));
}

TEST(DecibelTest, TheWayBackEndsAtSharesOfTheLargest) {
  Eigen::ArrayXXd power(1, 3);
  power << 100, 10, 0.5;
  EXPECT_TRUE(DecibelToPower(PowerToDecibel(power)).isApprox(power / 100));
}

}  // namespace
}  // namespace labelrep
