// What a table or figure would run: how many runs, how much each computes, and how long it takes.
#ifndef EXPERIMENTS_PLAN_PLAN_H_
#define EXPERIMENTS_PLAN_PLAN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/plan/image_costs.pb.h"
#include "experiments/plan/planned_runs.h"
#include "experiments/plan/work.h"
#include "results/report.pb.h"

namespace labelrep {

struct PlannedCost {
  PlannedRun run;
  TrainingWork work = {};
  double flops = 0;                    // a training step counts as three forward passes
  std::optional<double> seconds = {};  // absent where nothing was timed
  // What its process has resident at most, images included; absent where it was not measured.
  std::optional<int64_t> memory_bytes = {};
  AttackWork attacks = {};
  double attack_flops = 0;  // a gradient counts as two forward passes
  std::optional<double> attack_seconds = {};
};

// What has to be measured for these runs, once for those that cost the same; without the answers.
ImageCosts CostsToMeasure(const std::vector<PlannedRun>& runs);

// The cost of every run, by the answers to what CostsToMeasure asks for them. INVALID_ARGUMENT
// naming the run for a recipe of which nothing comes.
absl::StatusOr<std::vector<PlannedCost>> EstimateCosts(const std::vector<PlannedRun>& runs,
                                                       const ImageCosts& measured);

// One row for each run, with its attacks where there are any, and the total with `jobs` runs at a
// time. `device_note` says what was timed.
Table PlanTable(const std::vector<PlannedCost>& costs, const PlanFilter& filter, int jobs,
                const std::string& device_note);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_PLAN_H_
