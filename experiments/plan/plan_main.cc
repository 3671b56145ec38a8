// Prints what a table or figure would run and how long it would take, before anything starts:
//   bazel run //experiments:plan -- --table=table1 --profile=cpu --encoder=resnet32
#include <cstdlib>
#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "experiments/plan/filter_flags.h"
#include "experiments/plan/image_cost.h"
#include "experiments/plan/plan.h"
#include "experiments/plan/step_timer.h"
#include "lib/base/program.h"
#include "lib/base/progress.h"
#include "lib/base/status_macros.h"
#include "lib/report/markdown.h"

ABSL_FLAG(int, jobs, 2, "runs at a time");
ABSL_FLAG(double, seconds, 1, "how long to time each model for");
ABSL_FLAG(std::string, run_list, "experiments/runs/run_list.textproto", "run list (RunList, text)");

namespace labelrep {
namespace {

absl::Status Plan() {
  const int jobs = absl::GetFlag(FLAGS_jobs);
  const double budget_s = absl::GetFlag(FLAGS_seconds);
  if (jobs < 1) return absl::InvalidArgumentError("--jobs: expected at least 1");
  LABELREP_ASSIGN_OR_RETURN(const PlanFilter filter, FilterFromFlags());
  LABELREP_ASSIGN_OR_RETURN(const std::vector<RunToPlan> runs,
                            ReadRuns(absl::GetFlag(FLAGS_run_list), ".", filter));
  ProgressBar progress("timing models", static_cast<int64_t>(runs.size()));
  int64_t done = 0;
  LABELREP_ASSIGN_OR_RETURN(const std::vector<PlannedCost> costs,
                            EstimateCosts(runs, [&](const Recipe& recipe, const PlannedRun& run) {
                              progress.Update(done++, recipe.encoder());
                              return MeasureImageCost(recipe, run, jobs, budget_s);
                            }));
  bool gpu_missing = false;
  for (const RunToPlan& run : runs) gpu_missing |= !DeviceIsHere(run.recipe.device());
  const std::string note =
      gpu_missing ? "times are for this machine's CPU, in fp32, as it has no CUDA GPU"
                  : absl::StrCat("times are for this machine, ", jobs, " runs at a time");
  std::cout << TableAsMarkdown(PlanTable(costs, filter, jobs, note)) << std::flush;
  return absl::OkStatus();
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram(
      "plan",
      "says what a table or figure would run, and how long it would take; --profile is by "
      "default that of the build",
      argc, argv, labelrep::Plan);
}
