#include "lib/stats/share_difference.h"

#include "gtest/gtest.h"
#include "lib/stats/stats_testing.h"

namespace labelrep {
namespace {

TEST(ShareDifferenceTest, IsAsStatsmodels) {
  const auto rows = ReadGoldenRows("share_differences");
  ASSERT_FALSE(rows.empty());
  for (const std::vector<double>& row : rows) {
    const Interval interval =
        ShareDifferenceInterval({static_cast<int64_t>(row[0]), static_cast<int64_t>(row[1])},
                                {static_cast<int64_t>(row[2]), static_cast<int64_t>(row[3])});
    const std::string what = std::to_string(row[0]) + " and " + std::to_string(row[2]);
    ExpectAsGolden(interval.lo, row[4], what);
    ExpectAsGolden(interval.hi, row[5], what);
  }
}

TEST(ShareDifferenceTest, TurnsAroundWithItsArguments) {
  const Interval one = ShareDifferenceInterval({3, 10}, {60, 80});
  const Interval other = ShareDifferenceInterval({60, 80}, {3, 10});
  EXPECT_DOUBLE_EQ(one.lo, -other.hi);
  EXPECT_DOUBLE_EQ(one.hi, -other.lo);
}

}  // namespace
}  // namespace labelrep
