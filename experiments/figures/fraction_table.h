// The table behind Figure 4.
#ifndef EXPERIMENTS_FIGURES_FRACTION_TABLE_H_
#define EXPERIMENTS_FIGURES_FRACTION_TABLE_H_

#include <string>
#include <vector>

#include "experiments/figures/fraction_runs.h"
#include "results/report.pb.h"

namespace labelrep {

// For each data set, encoder, training fraction and label kind: test accuracy (mean and standard
// deviation over seeds), how many seeds there are, and the difference to `baseline`, a label kind,
// in percentage points, paired at equal seed, with its 95 % t interval, the number of pairs, the
// two-sided p of the paired t test and the effect size d. p is Holm's over the comparisons of one
// data set and encoder, in which those whose runs are missing count as well. With one pair, or
// where all differences are the same, there is neither interval nor p, and a note says so.
Table MakeFractionTable(const std::vector<FractionGroup>& groups, const std::string& baseline);

}  // namespace labelrep

#endif  // EXPERIMENTS_FIGURES_FRACTION_TABLE_H_
