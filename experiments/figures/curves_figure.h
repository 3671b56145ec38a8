// Figure 2: how runs learn, epoch by epoch.
#ifndef EXPERIMENTS_FIGURES_CURVES_FIGURE_H_
#define EXPERIMENTS_FIGURES_CURVES_FIGURE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/figure.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// Upper panels: training loss divided by that of the first epoch, which compares losses of
// different kinds. Lower panels: validation accuracy. A panel for each data set and encoder, a line
// for each label kind, over several seeds their mean. `results` are those of spec.runs(), in its
// order. INVALID_ARGUMENT for no runs; FAILED_PRECONDITION for a result that is not of its run's
// recipe, or has no epochs, or whose first loss is not above 0.
absl::StatusOr<Figure> MakeCurvesFigure(const TableSpec& spec,
                                        const std::vector<RunResult>& results);

}  // namespace labelrep

#endif  // EXPERIMENTS_FIGURES_CURVES_FIGURE_H_
