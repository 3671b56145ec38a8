#include "lib/stats/paired_comparison.h"

#include "gtest/gtest.h"
#include "lib/stats/stats_testing.h"

namespace labelrep {
namespace {

// Columns of comparisons.npy; see make_goldens.py.
constexpr size_t kTreated = 1;
constexpr size_t kControl = 9;
constexpr size_t kDifference = 21;
constexpr size_t kTest = 25;

TEST(PairedComparisonTest, IsAsSciPys) {
  const auto rows = ReadGoldenRows("comparisons");
  ASSERT_FALSE(rows.empty());
  for (size_t i = 0; i < rows.size(); ++i) {
    const std::string what = "row " + std::to_string(i);
    const auto n = static_cast<size_t>(rows[i][0]);
    const PairedComparison comparison =
        ComparePaired(Part(rows[i], kTreated, n), Part(rows[i], kControl, n));
    EXPECT_EQ(comparison.pairs, n);
    ExpectAsGolden(comparison.mean_difference, rows[i][kDifference], what);
    ASSERT_TRUE(comparison.interval && comparison.t && comparison.p && comparison.effect_size);
    ExpectAsGolden(comparison.interval->lo, rows[i][kDifference + 2], what);
    ExpectAsGolden(comparison.interval->hi, rows[i][kDifference + 3], what);
    ExpectAsGolden(*comparison.t, rows[i][kTest], what);
    ExpectAsGolden(*comparison.p, rows[i][kTest + 1], what);
    ExpectAsGolden(*comparison.effect_size, rows[i][kTest + 2], what);
  }
}

TEST(PairedComparisonTest, OnePairHasADifferenceAndNothingMore) {
  const PairedComparison comparison = ComparePaired({0.75}, {0.5});
  EXPECT_EQ(comparison.pairs, 1);
  EXPECT_EQ(comparison.mean_difference, 0.25);
  EXPECT_FALSE(comparison.interval || comparison.t || comparison.p || comparison.effect_size);
}

TEST(PairedComparisonTest, EqualDifferencesHaveNeitherIntervalNorTest) {
  for (double difference : {0.0, 0.1}) {
    const PairedComparison comparison =
        ComparePaired({0.3 + difference, 0.7 + difference}, {0.3, 0.7});
    EXPECT_NEAR(comparison.mean_difference, difference, 1e-15);
    EXPECT_FALSE(comparison.interval || comparison.t || comparison.p || comparison.effect_size);
  }
}

}  // namespace
}  // namespace labelrep
