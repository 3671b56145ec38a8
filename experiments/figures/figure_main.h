// What the programs that make a figure have in common.
#ifndef EXPERIMENTS_FIGURES_FIGURE_MAIN_H_
#define EXPERIMENTS_FIGURES_FIGURE_MAIN_H_

#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/figure.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// `results` are those of spec.runs(), in its order; one without test and without failure is absent.
using MakeFigure = std::function<absl::StatusOr<Figure>(const TableSpec& spec,
                                                        const std::vector<RunResult>& results)>;

// The main function of a program with the flags --spec=FILE (TableSpec, text) and --out=PREFIX that
// writes the figure of the spec's runs in every format that needs no renderer. Returns the exit
// status; an error goes to standard error and leaves no file.
int FigureMain(int argc, char** argv, const MakeFigure& make);

}  // namespace labelrep

#endif  // EXPERIMENTS_FIGURES_FIGURE_MAIN_H_
