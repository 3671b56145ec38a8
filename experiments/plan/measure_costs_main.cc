// Finds what an image of the runs costs on this machine; experiments/plan calls it, and is so free
// of libtorch.
#include <set>
#include <string>

#include "absl/flags/flag.h"
#include "experiments/plan/image_cost.h"
#include "experiments/plan/image_costs.pb.h"
#include "experiments/plan/plan_flags.h"
#include "experiments/plan/step_timer.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/progress.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, out, "", "where to write the costs (ImageCosts)");

namespace labelrep {
namespace {

absl::Status MeasureCosts() {
  LABELREP_ASSIGN_OR_RETURN(const PlanRequest request, PlanRequestFromFlags());
  ProgressBar progress("timing models", static_cast<int64_t>(request.runs.size()));
  int64_t done = 0;
  CostMeter meter(request.jobs, request.budget_s);
  std::set<std::string> known;
  ImageCosts costs;
  for (const RunToPlan& run : request.runs) {
    progress.Update(done++, run.recipe.encoder());
    if (!DeviceIsHere(run.recipe.device())) costs.set_device_is_missing(true);
    if (!known.insert(CostKey(run)).second) continue;
    LABELREP_ASSIGN_OR_RETURN(const ImageCost measured, meter.Measure(run));
    ImageCosts::Cost& cost = *costs.add_costs();
    cost.set_key(CostKey(run));
    cost.set_forward_flops(measured.forward_flops);
    cost.set_training_s(measured.training_s);
    cost.set_evaluation_s(measured.evaluation_s);
  }
  return WriteBinaryProto(UserPath(absl::GetFlag(FLAGS_out)), costs);
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("measure_costs", "finds what an image of the runs costs", argc, argv,
                              labelrep::MeasureCosts);
}
