#include "lib/stats/mean_and_std.h"

#include <cmath>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(MeanAndStdTest, DividesByTheCountOrByOneLess) {
  // Deviations -3, -1, 4 from the mean 4: squares 26.
  const std::vector<double> values = {1, 3, 8};
  EXPECT_DOUBLE_EQ(OfPopulation(values).mean, 4);
  EXPECT_DOUBLE_EQ(OfPopulation(values).std, std::sqrt(26.0 / 3));
  EXPECT_DOUBLE_EQ(OfSample(values).mean, 4);
  EXPECT_DOUBLE_EQ(OfSample(values).std, std::sqrt(26.0 / 2));
}

TEST(MeanAndStdTest, OneNumberHasNoSpreadAndNoneIsZero) {
  EXPECT_EQ(OfSample({5}).mean, 5);
  EXPECT_EQ(OfSample({5}).std, 0);
  EXPECT_EQ(OfPopulation({5}).std, 0);
  EXPECT_EQ(OfSample({}).mean, 0);
  EXPECT_EQ(OfPopulation({}).std, 0);
}

}  // namespace
}  // namespace labelrep
