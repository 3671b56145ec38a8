// The runs that a profile, a table or a figure asks for.
#ifndef EXPERIMENTS_PLAN_PLANNED_RUNS_H_
#define EXPERIMENTS_PLAN_PLANNED_RUNS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/plan/run_list.pb.h"

namespace labelrep {

// Which runs are asked for; what is empty asks for all. Each may be several values with commas
// between them.
struct PlanFilter {
  std::string profile = "";
  std::string table = "";
  std::string dataset = "";
  std::string encoder = "";
  std::string label = "";
  std::string fraction = "";  // of the training images, percent: "2", "0.5"
  std::string seed = "";
};

// The runs of a run list (RunList, text) that the filter asks for, with the attacks that it asks
// for. NOT_FOUND naming the first value of the filter that no run has, and what the runs have;
// INVALID_ARGUMENT naming the run and the field for a recipe that makes no sense.
absl::StatusOr<std::vector<PlannedRun>> ReadRuns(const std::string& run_list,
                                                 const PlanFilter& filter);

// Everything that the cost of an image depends on: runs of the same key cost the same per image.
std::string CostKey(const PlannedRun& run);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_PLANNED_RUNS_H_
