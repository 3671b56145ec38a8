#include <algorithm>
#include <numeric>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"

namespace labelrep {
namespace {

TEST(RandomTest, IsUniform) {
  const LabelSet labels = MakeTestLabels("random");
  const std::vector<float> values(labels.values().begin(), labels.values().end());
  ASSERT_EQ(values.size(), 4 * 64 * 64);
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  EXPECT_GE(*low, 0);
  EXPECT_LE(*high, 80);
  // The mean of 16384 elements has a standard deviation of 80 / sqrt(12 * 16384) = 0.18; 5 of them.
  EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0) / values.size(), 40, 0.9);
  // An interval of an eighth holds 2048 elements, with a standard deviation of 42.
  for (int part = 0; part < 8; ++part) {
    const auto inside = [part](float value) {
      return value >= 10 * part && value < 10 * part + 10;
    };
    EXPECT_NEAR(std::count_if(values.begin(), values.end(), inside), 2048, 210);
  }
  EXPECT_EQ(labels.threshold(), 3.5);
}

TEST(RandomTest, AClassKeepsItsLabelWhenOthersAreAdded) {
  EXPECT_EQ(LabelValues(MakeTestLabels("random", 2), 1),
            LabelValues(MakeTestLabels("random", 5), 1));
}

}  // namespace
}  // namespace labelrep
