#include "lib/stats/agreement.h"

#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

std::vector<bool> Judged(const std::vector<std::pair<int, bool>>& runs) {
  std::vector<bool> judged;
  for (const auto& [count, yes] : runs) judged.insert(judged.end(), count, yes);
  return judged;
}

// Both say yes of 45, the first alone of 15, the second alone of 25, neither of 15:
// sklearn.metrics.cohen_kappa_score has 0.13043478260869568.
TEST(AgreementTest, KappaIsWhatChanceDoesNotExplain) {
  const Agreement agreement =
      FindAgreement(Judged({{60, true}, {40, false}}),
                    Judged({{45, true}, {15, false}, {25, true}, {15, false}}));
  EXPECT_DOUBLE_EQ(agreement.share, 0.6);
  EXPECT_DOUBLE_EQ(agreement.by_chance, 0.54);
  ASSERT_TRUE(agreement.kappa.has_value());
  EXPECT_NEAR(*agreement.kappa, 0.13043478260869568, 1e-15);
}

TEST(AgreementTest, ReachesFromFullAgreementToNone) {
  EXPECT_EQ(FindAgreement({true, false}, {true, false}).kappa, 1);
  EXPECT_EQ(FindAgreement({true, false}, {false, true}).kappa, -1);
  // Who always says yes agrees with what is right nine times in ten, and by chance as often.
  const Agreement lazy = FindAgreement(Judged({{9, true}, {1, false}}), Judged({{10, true}}));
  EXPECT_DOUBLE_EQ(lazy.share, 0.9);
  EXPECT_NEAR(*lazy.kappa, 0, 1e-12);
  EXPECT_FALSE(FindAgreement({true, true}, {true, true}).kappa.has_value());
}

// scipy.stats.binomtest(k, n).proportion_ci(method="wilson")
TEST(AgreementTest, IntervalsAreSciPys) {
  const auto expect = [](int yes, int count, double lo, double hi) {
    const Interval interval = WilsonInterval(static_cast<double>(yes) / count, count);
    EXPECT_NEAR(interval.lo, lo, 1e-14) << yes << " of " << count;
    EXPECT_NEAR(interval.hi, hi, 1e-14) << yes << " of " << count;
  };
  expect(90, 100, 0.8256343384950865, 0.9447708629393249);
  expect(0, 10, 0.0, 0.27753279986288926);
  expect(10, 10, 0.7224672001371109, 1.0);
  expect(1, 3, 0.06149194472039626, 0.7923403991979523);
  expect(861, 1000, 0.8381734694242182, 0.8810636109492109);
}

TEST(AgreementTest, LimitLiesBetweenWhatItSeparates) {
  EXPECT_EQ(SeparatingLimit({-1, -2, -3}, {-5, -9, -6}), -4);
  // At -2.5 three of four and all of two are on their side, at -4.5 four of four and one of two.
  EXPECT_EQ(SeparatingLimit({-1, -1, -2, -4}, {-3, -5}), -2.5);
  // Of two limits that are as good the lower: here -6.5 and -1.5.
  EXPECT_EQ(SeparatingLimit({-1, -4}, {-2, -9}), -6.5);
}

TEST(AgreementTest, LimitRefusesNothingWhereNothingIsTold) {
  EXPECT_EQ(SeparatingLimit({-3}, {-3}), -3);
  EXPECT_EQ(SeparatingLimit({-9}, {-1}), -9);
}

}  // namespace
}  // namespace labelrep
