#include "experiments/plan/queue.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/record/recorded.h"
#include "lib/base/status_macros.h"
#include "lib/train/recipe.h"

namespace labelrep {

absl::StatusOr<std::vector<PlannedRun>> RunsToRecord(std::vector<PlannedRun> runs,
                                                     const std::string& folder) {
  std::vector<PlannedRun> left;
  std::vector<std::string> in_the_way;
  for (PlannedRun& run : runs) {
    const auto recorded = FindRecordedRun(folder, CanonicalRecipe(run.recipe()));
    if (absl::IsFailedPrecondition(recorded.status())) {
      in_the_way.emplace_back(recorded.status().message());
      continue;
    }
    LABELREP_RETURN_IF_ERROR(recorded.status());
    if (!recorded->has_value()) left.push_back(std::move(run));
  }
  if (!in_the_way.empty()) {
    return absl::FailedPreconditionError(absl::StrCat(
        absl::StrJoin(in_the_way, "\n"), "\n--record_in names another folder to record in"));
  }
  if (left.empty()) {
    return absl::NotFoundError(
        absl::StrCat("nothing is left to train: all ", runs.size(), " are recorded in ", folder));
  }
  return left;
}

RunList LongestFirst(std::vector<PlannedCost> costs) {
  std::stable_sort(costs.begin(), costs.end(), [](const PlannedCost& a, const PlannedCost& b) {
    return a.seconds > b.seconds;
  });
  RunList queue;
  for (PlannedCost& cost : costs) {
    cost.run.clear_attacks();
    *queue.add_runs() = std::move(cost.run);
  }
  return queue;
}

}  // namespace labelrep
