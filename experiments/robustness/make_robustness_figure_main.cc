// Makes Figures 3, 6 and 7; see robustness_main.h.
#include "absl/flags/flag.h"
#include "experiments/robustness/robustness_figure.h"
#include "experiments/robustness/robustness_main.h"
#include "lib/base/status_macros.h"
#include "lib/viz/write_figure.h"

ABSL_FLAG(std::string, title, "Accuracy under attack", "title of the figure");
ABSL_FLAG(bool, of_initially_correct, false, "over the images that were correct without attack");
ABSL_FLAG(bool, by_measured_change, false, "by the measured size of the change, not by epsilon");

namespace labelrep {
namespace {

absl::Status Write(const TableSpec& spec, const std::vector<RunResult>& runs,
                   const std::vector<AttackResult>& attacks, const std::string& out_prefix) {
  const RobustnessView view{.title = absl::GetFlag(FLAGS_title),
                            .of_initially_correct = absl::GetFlag(FLAGS_of_initially_correct),
                            .by_measured_change = absl::GetFlag(FLAGS_by_measured_change)};
  LABELREP_ASSIGN_OR_RETURN(const Figure figure, MakeRobustnessFigure(spec, runs, attacks, view));
  return WriteFigure(figure, out_prefix);
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RobustnessMain(argc, argv, "Makes a figure of robustness", &labelrep::Write);
}
