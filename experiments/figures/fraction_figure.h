// Figure 4: test accuracy by the fraction of the training images used.
#ifndef EXPERIMENTS_FIGURES_FRACTION_FIGURE_H_
#define EXPERIMENTS_FIGURES_FRACTION_FIGURE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/figure.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// A panel for each data set and encoder, a line for each label kind: the mean over seeds with its
// 95 % t interval and the single runs. `results` are those of spec.runs(), in its order; runs that
// failed or are absent are named and the others stay. INVALID_ARGUMENT for no runs;
// FAILED_PRECONDITION for a result that is not of its run's recipe.
absl::StatusOr<Figure> MakeFractionFigure(const TableSpec& spec,
                                          const std::vector<RunResult>& results);

}  // namespace labelrep

#endif  // EXPERIMENTS_FIGURES_FRACTION_FIGURE_H_
