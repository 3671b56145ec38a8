// How far apart two shares are that were counted independently.
#ifndef LIB_STATS_SHARE_DIFFERENCE_H_
#define LIB_STATS_SHARE_DIFFERENCE_H_

#include <cstdint>

#include "lib/stats/t_interval.h"

namespace labelrep {

struct CountedShare {
  int64_t count = 0;  // in [0, of]
  int64_t of = 1;     // at least 1
};

// The 95 % interval of the difference of the shares, first minus second, from Wilson's intervals of
// both; in [-1, 1]. Shares of the same images rise and fall together, so that for them the interval
// is wider than it need be.
// Reference: Newcombe, Statistics in Medicine 17 (1998), method 10; statsmodels'
// confint_proportions_2indep(method="newcomb").
Interval ShareDifferenceInterval(const CountedShare& first, const CountedShare& second);

}  // namespace labelrep

#endif  // LIB_STATS_SHARE_DIFFERENCE_H_
