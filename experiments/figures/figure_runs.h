// What all figures of runs show of them.
#ifndef EXPERIMENTS_FIGURES_FIGURE_RUNS_H_
#define EXPERIMENTS_FIGURES_FIGURE_RUNS_H_

#include <vector>

#include "experiments/tables/run_outcome.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/figure.pb.h"

namespace labelrep {

// Fills what all figures of runs have: name, profile, subtitle (data sets, recipes), columns, the
// series with their colours, and the runs that are missing.
void FillFromRuns(const TableSpec& spec, const std::vector<RunOutcome>& outcomes, Figure& figure);

}  // namespace labelrep

#endif  // EXPERIMENTS_FIGURES_FIGURE_RUNS_H_
