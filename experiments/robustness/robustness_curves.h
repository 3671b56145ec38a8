// What attacks leave of each label kind by epsilon: what Figures 3, 6 and 7 draw.
#ifndef EXPERIMENTS_ROBUSTNESS_ROBUSTNESS_CURVES_H_
#define EXPERIMENTS_ROBUSTNESS_ROBUSTNESS_CURVES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/catalogue.pb.h"
#include "experiments/report/attacked_runs.h"
#include "results/figure.pb.h"

namespace labelrep {

// One measurement for each seed.
struct MeasuredAtEpsilon {
  std::vector<SingleRun> accuracies;
  // Mean L2 norm of what the attack changed, in normalised units.
  std::vector<SingleRun> changes;
};

struct RobustnessCurve {
  int row = 0;                                     // into ModelsOf() of the runs
  int column = 0;                                  // into AttackColumns()
  int series = 0;                                  // into LabelKinds() of the runs
  std::map<double, MeasuredAtEpsilon> by_epsilon;  // without attack at 0
};

// Whether the attack ran at more than one epsilon; the release's variants, and repeats in another
// precision, are in the table only.
bool IsDrawn(const NamedAttack& attack, const AttackedRun& run);

// Titles of the attacks that are drawn, in their order; one that nothing would be in only where all
// others were empty, too.
std::vector<std::string> AttackColumns(const Catalogue& catalogue,
                                       const std::vector<AttackedRun>& runs);

// By row, column and series. Accuracies are over all images, or over the initially correct ones.
// Errors as Summarize (lib/attack/robustness_summary.h).
absl::StatusOr<std::vector<RobustnessCurve>> MakeRobustnessCurves(
    const Catalogue& catalogue, const std::vector<AttackedRun>& runs, bool of_initially_correct);

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_ROBUSTNESS_CURVES_H_
