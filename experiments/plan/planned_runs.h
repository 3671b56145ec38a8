// The runs that a profile, a table or a figure asks for.
#ifndef EXPERIMENTS_PLAN_PLANNED_RUNS_H_
#define EXPERIMENTS_PLAN_PLANNED_RUNS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/plan/run_list.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// Which runs are asked for; what is empty asks for all.
struct PlanFilter {
  std::string profile = "";
  std::string table = "";
  std::string dataset = "";
  std::string encoder = "";
  std::string label = "";
  std::string seed = "";
};

struct RunToPlan {
  PlannedRun entry = {};  // of the run list; its attacks are those that are asked for too
  Recipe recipe = {};
};

// The runs of a run list (RunList, text) that the filter asks for. Run files are looked for under
// `root`. NOT_FOUND naming the first part of the filter that no run has, and what the runs have.
absl::StatusOr<std::vector<RunToPlan>> ReadRuns(const std::string& run_list,
                                                const std::string& root, const PlanFilter& filter);

// Everything that the cost of an image depends on: runs of the same key cost the same per image.
std::string CostKey(const RunToPlan& run);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_PLANNED_RUNS_H_
