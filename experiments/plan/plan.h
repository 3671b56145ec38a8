// What a table or figure would run: how many runs, how much each computes, and how long it takes.
#ifndef EXPERIMENTS_PLAN_PLAN_H_
#define EXPERIMENTS_PLAN_PLAN_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/plan/attack_work.h"
#include "experiments/plan/run_list.pb.h"
#include "experiments/plan/workload.h"
#include "results/report.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// Which runs are asked for; what is empty asks for all.
struct PlanFilter {
  std::string profile = "";
  std::string table = "";
  std::string dataset = "";
  std::string encoder = "";
  std::string label = "";
  std::optional<uint32_t> seed = std::nullopt;
};

// Sets the filter's seed from a flag's text; empty asks for all. INVALID_ARGUMENT naming --seed.
absl::Status SetSeed(const std::string& text, PlanFilter& filter);

struct RunToPlan {
  PlannedRun run;  // its attacks are those that are asked for too
  Recipe recipe;
};

// The runs of a run list (RunList, text) that the filter asks for. Run files are looked for under
// `root`. NOT_FOUND naming the first part of the filter that no run has, and what the runs have.
absl::StatusOr<std::vector<RunToPlan>> ReadRuns(const std::string& run_list,
                                                const std::string& root, const PlanFilter& filter);

// Everything that the cost of an image depends on: runs of the same key cost the same per image.
std::string CostKey(const RunToPlan& run);

// What one image costs.
struct ImageCost {
  double forward_flops = 0;
  double training_s = 0;    // forward, backward and update
  double evaluation_s = 0;  // forward in fp32
};
using MeasureCost =
    std::function<absl::StatusOr<ImageCost>(const Recipe& recipe, const PlannedRun& run)>;

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

// "3 h 20 min", "12 min", "40 s", "3.2 days".
std::string FormatDuration(double seconds);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_PLAN_H_
