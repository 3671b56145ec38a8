#include "experiments/figures/figure_main.h"

#include <string>

#include "experiments/tables/run_results.h"
#include "experiments/tables/spec_main.h"
#include "lib/base/status_macros.h"
#include "lib/viz/write_figure.h"

namespace labelrep {

int FigureMain(int argc, char** argv, const MakeFigure& make) {
  const auto write = [&](const TableSpec& spec, const std::string& out_prefix) -> absl::Status {
    LABELREP_ASSIGN_OR_RETURN(const std::vector<RunResult> results, ReadRunResults(spec));
    LABELREP_ASSIGN_OR_RETURN(const Figure figure, make(spec, results));
    return WriteFigure(figure, out_prefix);
  };
  return SpecMain(argc, argv, "Makes a figure in every format that needs no renderer", write);
}

}  // namespace labelrep
