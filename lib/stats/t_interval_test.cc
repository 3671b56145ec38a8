#include "lib/stats/t_interval.h"

#include "gtest/gtest.h"
#include "lib/stats/mean_and_std.h"
#include "lib/stats/stats_testing.h"

namespace labelrep {
namespace {

// Columns of comparisons.npy; see make_goldens.py.
constexpr size_t kTreated = 1;
constexpr size_t kInterval = 17;

TEST(TIntervalTest, IsAsSciPys) {
  const auto rows = ReadGoldenRows("comparisons");
  ASSERT_FALSE(rows.empty());
  for (size_t i = 0; i < rows.size(); ++i) {
    const std::string what = "row " + std::to_string(i);
    const std::vector<double> values = Part(rows[i], kTreated, static_cast<size_t>(rows[i][0]));
    const std::optional<Interval> interval = TInterval(values);
    ASSERT_TRUE(interval.has_value()) << what;
    ExpectAsGolden(OfSample(values).mean, rows[i][kInterval], what);
    ExpectAsGolden(OfSample(values).std, rows[i][kInterval + 1], what);
    ExpectAsGolden(interval->lo, rows[i][kInterval + 2], what);
    ExpectAsGolden(interval->hi, rows[i][kInterval + 3], what);
  }
}

TEST(TIntervalTest, OneValueHasNone) {
  EXPECT_FALSE(TInterval({0.5}).has_value());
  EXPECT_FALSE(TInterval({}).has_value());
}

TEST(TIntervalTest, EqualValuesHaveAPoint) {
  const std::optional<Interval> interval = TInterval({0.5, 0.5, 0.5});
  ASSERT_TRUE(interval.has_value());
  EXPECT_EQ(interval->lo, 0.5);
  EXPECT_EQ(interval->hi, 0.5);
}

TEST(PredictionIntervalTest, IsAsSciPys) {
  // scipy.stats.t.ppf(0.975, 2) * (1 / 3 + 1 / k) ** 0.5, as the standard deviation is 1.
  for (const auto& [further, half] : {std::pair(1, 4.96827542350066), {3, 3.5131012427597827}}) {
    const std::optional<Interval> interval = PredictionInterval({40, 41, 42}, further);
    ASSERT_TRUE(interval.has_value());
    EXPECT_NEAR(interval->lo, 41 - half, 1e-12);
    EXPECT_NEAR(interval->hi, 41 + half, 1e-12);
  }
}

TEST(PredictionIntervalTest, OneValueHasNone) {
  EXPECT_FALSE(PredictionInterval({0.5}, 1).has_value());
}

TEST(TIntervalTest, MoreConfidenceIsWider) {
  EXPECT_GT(TInterval({1, 2}, 0.99)->hi, TInterval({1, 2}, 0.95)->hi);
}

}  // namespace
}  // namespace labelrep
