// Figures 3, 6 and 7: accuracy under attack by epsilon.
#ifndef EXPERIMENTS_ROBUSTNESS_ROBUSTNESS_FIGURE_H_
#define EXPERIMENTS_ROBUSTNESS_ROBUSTNESS_FIGURE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/attack.pb.h"
#include "results/figure.pb.h"
#include "results/run.pb.h"

namespace labelrep {

struct RobustnessView {
  std::string title = "";
  // Over the initially correct images only, so that every curve starts at 100 % (Figure 6).
  bool of_initially_correct = false;
  // On the x axis the mean Euclidean length of the change that the attack made, in normalised
  // units, instead of the bound that it was given.
  bool by_measured_change = false;
};

// A row of panels for each data set and encoder, a column for each attack that is drawn
// (robustness_curves.h), a line for each label kind; over several seeds the mean with its 95 % t
// interval. By measured change the table has both by epsilon. `runs` and `attacks` are those of the
// spec, in its order; what failed or is absent is named and the others stay. Errors as
// GroupAttacks, and as Summarize (lib/attack/robustness_summary.h).
absl::StatusOr<Figure> MakeRobustnessFigure(const TableSpec& spec,
                                            const std::vector<RunResult>& runs,
                                            const std::vector<AttackResult>& attacks,
                                            const RobustnessView& view);

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_ROBUSTNESS_FIGURE_H_
