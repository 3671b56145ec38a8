#include "experiments/plan/queue.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "experiments/record/recorded.h"
#include "lib/base/status_macros.h"
#include "lib/train/recipe.h"

namespace labelrep {

absl::StatusOr<std::vector<PlannedRun>> RunsToRecord(std::vector<PlannedRun> runs,
                                                     const std::string& folder) {
  std::vector<PlannedRun> left;
  for (PlannedRun& run : runs) {
    LABELREP_ASSIGN_OR_RETURN(const std::optional<Recorded> recorded,
                              FindRecordedRun(folder, CanonicalRecipe(run.recipe())));
    if (!recorded.has_value()) left.push_back(std::move(run));
  }
  if (left.empty()) {
    return absl::NotFoundError(
        absl::StrCat("nothing is left to train: all ", runs.size(), " are recorded in ", folder));
  }
  return left;
}

RunList LongestFirst(std::vector<PlannedCost> costs) {
  std::stable_sort(costs.begin(), costs.end(), [](const PlannedCost& a, const PlannedCost& b) {
    return std::pair(a.seconds, a.flops) > std::pair(b.seconds, b.flops);
  });
  RunList queue;
  for (PlannedCost& cost : costs) {
    cost.run.clear_attacks();
    *queue.add_runs() = std::move(cost.run);
  }
  return queue;
}

}  // namespace labelrep
