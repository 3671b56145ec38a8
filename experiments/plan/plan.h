// What a table or figure would run: how many runs, how much each computes, and how long it takes.
#ifndef EXPERIMENTS_PLAN_PLAN_H_
#define EXPERIMENTS_PLAN_PLAN_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/plan/attack_work.h"
#include "experiments/plan/planned_runs.h"
#include "experiments/plan/run_list.pb.h"
#include "experiments/plan/workload.h"
#include "results/report.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// What one image costs.
struct ImageCost {
  double forward_flops = 0;
  double training_s = 0;    // forward, backward and update
  double evaluation_s = 0;  // forward in fp32
};
using MeasureCost = std::function<absl::StatusOr<ImageCost>(const RunToPlan& run)>;

struct PlannedCost {
  RunToPlan run;
  Workload work = {};
  double flops = 0;  // a training step counts as three forward passes
  double seconds = 0;
  AttackWork attacks = {};
  double attack_flops = 0;  // a gradient counts as two forward passes
  double attack_seconds = 0;
};

// The cost of every run; `measure` is called once for runs that differ in nothing it depends on.
absl::StatusOr<std::vector<PlannedCost>> EstimateCosts(const std::vector<RunToPlan>& runs,
                                                       const MeasureCost& measure);

// One row for each run, with its attacks where there are any, and the total with `jobs` runs at a
// time. `device_note` says what was timed.
Table PlanTable(const std::vector<PlannedCost>& costs, const PlanFilter& filter, int jobs,
                const std::string& device_note);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_PLAN_H_
