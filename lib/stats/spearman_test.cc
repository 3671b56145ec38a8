#include "lib/stats/spearman.h"

#include "gtest/gtest.h"
#include "lib/stats/stats_testing.h"

namespace labelrep {
namespace {

// Columns of spearman.npy; see make_goldens.py.
constexpr size_t kX = 1;
constexpr size_t kY = 9;
constexpr size_t kGolden = 17;

TEST(SpearmanTest, IsAsSciPys) {
  const auto rows = ReadGoldenRows("spearman");
  ASSERT_FALSE(rows.empty());
  for (size_t i = 0; i < rows.size(); ++i) {
    const std::string what = "row " + std::to_string(i);
    const auto n = static_cast<size_t>(rows[i][0]);
    const auto correlation = Spearman(Part(rows[i], kX, n), Part(rows[i], kY, n));
    ASSERT_TRUE(correlation.has_value() && correlation->interval.has_value());
    EXPECT_EQ(correlation->pairs, n);
    ExpectAsGolden(correlation->rho, rows[i][kGolden], what);
    ExpectAsGolden(correlation->p, rows[i][kGolden + 1], what);
    ExpectAsGolden(correlation->interval->lo, rows[i][kGolden + 2], what);
    ExpectAsGolden(correlation->interval->hi, rows[i][kGolden + 3], what);
  }
}

TEST(SpearmanTest, WhatOnlyRisesHasNeitherDoubtNorInterval) {
  const auto rising = Spearman({1, 2, 3, 4}, {-1, 0, 100, 101});
  ASSERT_TRUE(rising.has_value());
  EXPECT_EQ(rising->rho, 1);
  EXPECT_EQ(rising->p, 0);
  EXPECT_FALSE(rising->interval.has_value());
  EXPECT_EQ(Spearman({1, 2, 3}, {3, 2, 1})->rho, -1);
}

TEST(SpearmanTest, ThreePairsHaveNoInterval) {
  const auto correlation = Spearman({1, 2, 3}, {1, 3, 2});
  ASSERT_TRUE(correlation.has_value());
  EXPECT_DOUBLE_EQ(correlation->rho, 0.5);
  EXPECT_FALSE(correlation->interval.has_value());
}

TEST(SpearmanTest, EqualValuesAndTooFewSayNothing) {
  EXPECT_FALSE(Spearman({1, 1, 1, 1}, {1, 2, 3, 4}).has_value());
  EXPECT_FALSE(Spearman({1, 2, 3, 4}, {5, 5, 5, 5}).has_value());
  EXPECT_FALSE(Spearman({1, 2}, {2, 1}).has_value());
}

}  // namespace
}  // namespace labelrep
