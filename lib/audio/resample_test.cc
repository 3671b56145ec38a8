#include "lib/audio/resample.h"

#include "gtest/gtest.h"
#include "lib/audio/audio_testing.h"

namespace labelrep {
namespace {

TEST(ResampleTest, AgreesWithLibrosa) {
  const Golden golden = ReadGolden("resample");
  const absl::StatusOr<std::vector<float>> result = Resample(TestSignal(1000, 24000), 24000, 22050);
  ASSERT_TRUE(result.ok()) << result.status();
  ASSERT_EQ(result->size(), golden.values.size());
  for (size_t i = 0; i < result->size(); ++i) {
    // The same library, at most in another release: 20 bits of the amplitude.
    EXPECT_NEAR((*result)[i], golden.values[i], 1e-6) << "sample " << i;
  }
}

TEST(ResampleTest, RoundsTheLengthUp) {
  EXPECT_EQ(Resample(std::vector<float>(7, 0.5f), 3, 2)->size(), 5);
  EXPECT_EQ(Resample(std::vector<float>(10, 0.5f), 8000, 22050)->size(), 28);
}

TEST(ResampleTest, KeepsTheSamplesOfEqualRates) {
  const std::vector<float> samples = TestSignal(100, 8000);
  EXPECT_EQ(*Resample(samples, 8000, 8000), samples);
}

}  // namespace
}  // namespace labelrep
