// Correction of p values for the number of tests.
#ifndef LIB_STATS_HOLM_H_
#define LIB_STATS_HOLM_H_

#include <vector>

namespace labelrep {

// Holm's step-down correction of the p values of one family of tests, in the order of `p`:
// rejecting what is below alpha then makes a false rejection anywhere in the family with a
// probability of at most alpha. The k-th smallest of m becomes (m - k + 1) times itself, at least
// what the one before it became, at most 1.
//   HolmAdjusted({0.01, 0.04, 0.03})  // {0.03, 0.06, 0.06}
// Reference: S. Holm, "A simple sequentially rejective multiple test procedure", 1979;
// statsmodels.stats.multitest.multipletests(method="holm").
std::vector<double> HolmAdjusted(const std::vector<double>& p);

}  // namespace labelrep

#endif  // LIB_STATS_HOLM_H_
