// Looks for the GPU that a run asks for, before anything is trained:
//   preflight --run_list=LIST.textproto --stamp=OUT
#include <string>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "experiments/plan/durations.h"
#include "experiments/plan/image_cost.h"
#include "experiments/plan/plan.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, run_list, "", "the run (RunList, text)");
ABSL_FLAG(std::string, stamp, "", "file to write where the device is here");

namespace labelrep {
namespace {

absl::StatusOr<std::string> TimeOf(const PlannedRun& run) {
  ImageCosts costs = CostsToMeasure({run});
  LABELREP_RETURN_IF_ERROR(CostMeter(/*jobs=*/1, /*budget_s=*/2).Measure(*costs.mutable_costs(0)));
  LABELREP_ASSIGN_OR_RETURN(const std::vector<PlannedCost> planned, EstimateCosts({run}, costs));
  return FormatDuration(planned.front().seconds);
}

absl::Status Preflight() {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<PlannedRun> runs,
                            ReadRuns(absl::GetFlag(FLAGS_run_list), {}));
  for (const PlannedRun& run : runs) {
    if (DeviceIsHere(run.recipe().device())) continue;
    return absl::UnavailableError(absl::StrCat(
        run.name(), " is to run on CUDA, but this machine has no GPU (or libtorch was built ",
        "without CUDA: LABELREP_CUDA=1 takes one that has it). On one core of this machine this "
        "run alone would take about ",
        TimeOf(run).value_or("unknown"),
        "; all of them: bazel run //experiments:plan -- --profile=", run.profile(),
        ". To train on the CPU all the same: --//experiments:device=cpu"));
  }
  return WriteFileAtomically(absl::GetFlag(FLAGS_stamp), "");
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("preflight", "checks that the device of a run is here", argc, argv,
                              labelrep::Preflight);
}
