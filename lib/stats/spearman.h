// Whether one quantity rises with another, whatever the curve: Spearman's rank correlation.
#ifndef LIB_STATS_SPEARMAN_H_
#define LIB_STATS_SPEARMAN_H_

#include <optional>
#include <vector>

#include "lib/stats/t_interval.h"

namespace labelrep {

struct RankCorrelation {
  int pairs = 0;
  double rho = 0;  // in [-1, 1]
  // Two-sided, of no relation: the share of the ways to pair both sides whose rho is as far from 0.
  // Exact for up to 8 pairs, of more by 99,999 pairings at random, this one among them. Student's t
  // is no good where many values are equal: of eight pairs, seven of them alike on both sides, it
  // has 0 where one pairing in eight is like that.
  double p = 1;
  // Of rho, at 95 %: Fisher's z with the variance (1 + rho^2 / 2) / (pairs - 3) of Bonett and
  // Wright (2000). None for fewer than four pairs, and where rho is 1 or -1.
  std::optional<Interval> interval;
};

// Pearson's correlation of the ranks, of which equal values have their mean. None for fewer than
// three pairs, and where all values of a side are equal: they say nothing. CHECKs that both sides
// have the same length.
//   Spearman({1, 2, 3, 4}, {10, 30, 20, 40})  // rho 0.8
// Reference: scipy.stats.spearmanr for rho.
std::optional<RankCorrelation> Spearman(const std::vector<double>& x, const std::vector<double>& y);

}  // namespace labelrep

#endif  // LIB_STATS_SPEARMAN_H_
