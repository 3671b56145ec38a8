#include "lib/stats/holm.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/stats/stats_testing.h"

namespace labelrep {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Columns of holm.npy; see make_goldens.py.
constexpr size_t kP = 1;
constexpr size_t kAdjusted = 9;

TEST(HolmTest, IsAsStatsmodels) {
  const auto rows = ReadGoldenRows("holm");
  ASSERT_FALSE(rows.empty());
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto n = static_cast<size_t>(rows[i][0]);
    const std::vector<double> adjusted = HolmAdjusted(Part(rows[i], kP, n));
    const std::vector<double> golden = Part(rows[i], kAdjusted, n);
    for (size_t j = 0; j < n; ++j)
      ExpectAsGolden(adjusted[j], golden[j], "row " + std::to_string(i));
  }
}

TEST(HolmTest, SmallFamilies) {
  EXPECT_THAT(HolmAdjusted({}), IsEmpty());
  EXPECT_THAT(HolmAdjusted({0.2}), ElementsAre(0.2));
  EXPECT_THAT(
      HolmAdjusted({0.01, 0.04, 0.03}),
      ElementsAre(DoubleNear(0.03, 1e-15), DoubleNear(0.06, 1e-15), DoubleNear(0.06, 1e-15)));
  EXPECT_THAT(HolmAdjusted({0.9, 0.8}), ElementsAre(1, 1));
}

}  // namespace
}  // namespace labelrep
