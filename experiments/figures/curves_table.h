// The table behind curves by epoch.
#ifndef EXPERIMENTS_FIGURES_CURVES_TABLE_H_
#define EXPERIMENTS_FIGURES_CURVES_TABLE_H_

#include <vector>

#include "experiments/figures/fraction_runs.h"
#include "results/report.pb.h"

namespace labelrep {

// For each data set, encoder, training fraction (where there are several) and label kind: training
// loss of the first and the last epoch, their ratio, the best validation accuracy and its epoch;
// over several seeds the mean and the (sample) standard deviation. Cells of runs that failed or are
// absent are marked, and the runs named.
Table MakeCurvesTable(const std::vector<FractionGroup>& groups);

}  // namespace labelrep

#endif  // EXPERIMENTS_FIGURES_CURVES_TABLE_H_
