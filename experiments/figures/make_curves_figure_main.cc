// Makes Figure 2, and the curves behind Figure 4; see figure_main.h.
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "experiments/figures/curves_figure.h"
#include "experiments/figures/figure_main.h"

ABSL_FLAG(std::string, title, "Training loss and validation accuracy by epoch",
          "title of the figure");

namespace labelrep {
namespace {

absl::StatusOr<Figure> Make(const TableSpec& spec, const std::vector<RunResult>& results) {
  return MakeCurvesFigure(spec, results, absl::GetFlag(FLAGS_title));
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) { return labelrep::FigureMain(argc, argv, &labelrep::Make); }
