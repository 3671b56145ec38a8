// How far two judgements of the same things agree, and how surely.
#ifndef LIB_STATS_AGREEMENT_H_
#define LIB_STATS_AGREEMENT_H_

#include <optional>
#include <vector>

#include "lib/stats/t_interval.h"

namespace labelrep {

struct Agreement {
  double share = 0;      // of the things on which both agree, in [0, 1]
  double by_chance = 0;  // that of two who say yes as often and know nothing of each other
  // Cohen's kappa, (share - by_chance) / (1 - by_chance); none where both always say the same.
  std::optional<double> kappa;
};

// Of yes and no for each of at least one thing. CHECKs that both sides have the same length.
// Reference: Cohen, "A coefficient of agreement for nominal scales", 1960;
// sklearn.metrics.cohen_kappa_score.
Agreement FindAgreement(const std::vector<bool>& a, const std::vector<bool>& b);

// Wilson's score interval, at 95 %, of a share in [0, 1] of `count` >= 1 independent things.
//   WilsonInterval(0.9, 100)  // 0.826 to 0.945
// Reference: statsmodels.stats.proportion.proportion_confint(method="wilson").
Interval WilsonInterval(double share, double count);

// The limit at which what is at least that high is `wanted`, and what is below it `unwanted`, with
// the largest sum of the two shares that this is true of (Youden's index): half-way between two of
// the values, and the lowest of several. CHECKs that neither is empty.
double SeparatingLimit(const std::vector<double>& wanted, const std::vector<double>& unwanted);

}  // namespace labelrep

#endif  // LIB_STATS_AGREEMENT_H_
