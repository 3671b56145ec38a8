// How runs learn, epoch by epoch: Figure 2, and the curves behind Figure 4.
#ifndef EXPERIMENTS_FIGURES_CURVES_FIGURE_H_
#define EXPERIMENTS_FIGURES_CURVES_FIGURE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/figure.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// Upper panels: training loss divided by that of the first epoch, which compares losses of
// different kinds, at the first epoch and those of validation. Lower panels: validation accuracy. A
// panel for each data set and encoder, a line for each label kind, over several seeds their mean
// and range. Where the runs have several training fractions there is a panel for each, and the x
// axis is the share of a run's epochs, as runs on few images take more of them. `results` are those
// of spec.runs(), in its order. INVALID_ARGUMENT for no runs; FAILED_PRECONDITION for a result that
// is not of its run's recipe, or has no epochs, or whose first loss is not above 0.
absl::StatusOr<Figure> MakeCurvesFigure(const TableSpec& spec,
                                        const std::vector<RunResult>& results,
                                        const std::string& title);

}  // namespace labelrep

#endif  // EXPERIMENTS_FIGURES_CURVES_FIGURE_H_
