// Whether one of two ways to do something is better, from runs in pairs (equal seed, equal data).
#ifndef LIB_STATS_PAIRED_COMPARISON_H_
#define LIB_STATS_PAIRED_COMPARISON_H_

#include <optional>
#include <vector>

#include "lib/stats/t_interval.h"

namespace labelrep {

// Of the differences, treated minus control. Reference: scipy.stats.ttest_rel.
struct PairedComparison {
  int pairs = 0;
  double mean_difference = 0;
  // The rest is none for one pair, and where all differences are the same: they say nothing about
  // how much differences vary.
  // Of the mean difference, at 95 %.
  std::optional<Interval> interval;
  // Student's t with pairs - 1 degrees of freedom, its two-sided p, and the effect size d (mean
  // divided by standard deviation of the differences).
  std::optional<double> t;
  std::optional<double> p;
  std::optional<double> effect_size;
};

// CHECKs that there is at least one pair and that both have the same length.
PairedComparison ComparePaired(const std::vector<double>& treated,
                               const std::vector<double>& control);

}  // namespace labelrep

#endif  // LIB_STATS_PAIRED_COMPARISON_H_
