// Answers what an image of runs costs on this machine; experiments/plan calls it, and is so free of
// libtorch.
#include <string>

#include "absl/flags/flag.h"
#include "experiments/plan/image_cost.h"
#include "experiments/plan/image_costs.pb.h"
#include "lib/base/program.h"
#include "lib/base/progress.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, costs, "", "file with what is asked (ImageCosts), which gets the answers");
ABSL_FLAG(int, jobs, 2, "runs at a time");
ABSL_FLAG(double, seconds, 1, "how long to time each model for");
ABSL_FLAG(bool, fast, false, "count arithmetic only");

namespace labelrep {
namespace {

absl::Status MeasureCosts() {
  ImageCosts costs;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(absl::GetFlag(FLAGS_costs), &costs));
  const bool fast = absl::GetFlag(FLAGS_fast);
  ProgressBar progress(fast ? "counting operations" : "timing models", costs.costs_size());
  int64_t done = 0;
  CostMeter meter(absl::GetFlag(FLAGS_jobs), absl::GetFlag(FLAGS_seconds));
  for (ImageCosts::Cost& cost : *costs.mutable_costs()) {
    const Recipe& recipe = cost.run().recipe();
    progress.Update(done++, recipe.encoder());
    if (!DeviceIsHere(recipe.device())) costs.set_device_is_missing(true);
    LABELREP_RETURN_IF_ERROR(fast ? CountOperations(cost) : meter.Measure(cost));
  }
  return WriteBinaryProto(absl::GetFlag(FLAGS_costs), costs);
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("measure_costs", "finds what an image of the runs costs", argc, argv,
                              labelrep::MeasureCosts);
}
