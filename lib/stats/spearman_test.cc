#include "lib/stats/spearman.h"

#include "gtest/gtest.h"
#include "lib/stats/stats_testing.h"

namespace labelrep {
namespace {

// Columns of spearman.npy; see make_goldens.py.
constexpr size_t kX = 1;
constexpr size_t kY = 9;
constexpr size_t kGolden = 17;

TEST(SpearmanTest, RhoIsAsSciPysAndPIsThatOfAllPairings) {
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
  // This order and its opposite, of 24.
  EXPECT_DOUBLE_EQ(rising->p, 2 / 24.0);
  EXPECT_FALSE(rising->interval.has_value());
  EXPECT_EQ(Spearman({1, 2, 3}, {3, 2, 1})->rho, -1);
}

TEST(SpearmanTest, OneOfEightThatDiffersOnBothSidesIsNoSurprise) {
  const auto correlation = Spearman({10, 10, 10, 1, 10, 10, 10, 10}, {0, 0, 0, 5, 0, 0, 0, 0});
  ASSERT_TRUE(correlation.has_value());
  EXPECT_EQ(correlation->rho, -1);
  EXPECT_DOUBLE_EQ(correlation->p, 1 / 8.0);
}

// All 9! pairings, in Python as make_goldens.py does for fewer: p 0.6134. The share of 99,999 has a
// standard deviation of 0.0016 at most; 5 of them.
TEST(SpearmanTest, OfManyPairsPairingsAreDrawn) {
  const std::vector<double> x = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  // Two of 362,880 are as far.
  EXPECT_NEAR(Spearman(x, x)->p, 0, 0.0002);
  EXPECT_NEAR(Spearman(x, {5, 1, 8, 3, 9, 2, 6, 4, 7})->p, 0.6134, 0.008);
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
