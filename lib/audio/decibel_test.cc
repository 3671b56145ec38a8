#include "lib/audio/decibel.h"

#include "gtest/gtest.h"
#include "lib/audio/audio_testing.h"

namespace labelrep {
namespace {

TEST(DecibelTest, AgreesWithLibrosa) {
  const Golden power = ReadGolden("mel");
  ASSERT_EQ(power.shape.size(), 2);
  Eigen::ArrayXXd array(power.shape[0], power.shape[1]);
  for (int64_t i = 0; i < array.size(); ++i) {
    array(i / array.cols(), i % array.cols()) = power.values[i];
  }
  // librosa subtracts two logarithms of up to 50 dB in 24 bits: 50 * 2^-23 is 6e-6.
  EXPECT_LT(ReadGolden("decibel").MaxDifference(PowerToDecibel(array)), 5e-5);
}

TEST(DecibelTest, IsRelativeToTheLargestAndBounded) {
  Eigen::ArrayXXd power(1, 4);
  power << 100, 10, 1e-12, 0;
  Eigen::ArrayXXd expected(1, 4);
  expected << 0, -10, -80, -80;
  EXPECT_TRUE(PowerToDecibel(power).isApprox(expected));
}

}  // namespace
}  // namespace labelrep
