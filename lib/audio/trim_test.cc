#include "lib/audio/trim.h"

#include "gtest/gtest.h"
#include "lib/audio/audio_testing.h"

namespace labelrep {
namespace {

TEST(TrimTest, AgreesWithLibrosa) {
  std::vector<float> burst = TestSignal(12000, 22050);
  for (size_t i = 0; i < burst.size(); ++i) {
    if (i < 5000 || i >= 8000) burst[i] *= 1e-4f;
  }
  const Golden golden = ReadGolden("trim");
  ASSERT_EQ(golden.values.size(), 2);
  const auto begin = burst.begin() + static_cast<int>(golden.values[0]);
  const auto end = burst.begin() + static_cast<int>(golden.values[1]);
  ASSERT_LT(begin, end);
  EXPECT_EQ(TrimSilence(burst), std::vector<float>(begin, end));
}

TEST(TrimTest, KeepsASignalWithoutSilence) {
  const std::vector<float> signal = TestSignal(3000, 22050);
  EXPECT_EQ(TrimSilence(signal), signal);
}

TEST(TrimTest, KeepsASignalShorterThanAFrame) {
  EXPECT_EQ(TrimSilence({0.5f}), std::vector<float>{0.5f});
}

}  // namespace
}  // namespace labelrep
