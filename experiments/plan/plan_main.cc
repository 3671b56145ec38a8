// Prints what a table or figure would run and how long it would take, before anything starts:
//   bazel run //experiments:plan -- --table=table1 --profile=cpu --encoder=resnet32
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>

#include "absl/cleanup/cleanup.h"
#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "experiments/plan/image_costs.pb.h"
#include "experiments/plan/plan.h"
#include "experiments/plan/plan_flags.h"
#include "lib/base/call_program.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/report/markdown.h"

ABSL_FLAG(std::string, measure_costs, "experiments/plan/measure_costs",
          "program that times the models");

namespace labelrep {
namespace {

// By a process of its own, so that this program needs no libtorch.
absl::StatusOr<ImageCosts> CallMeasureCosts(const PlanRequest& request) {
  std::string file = (std::filesystem::temp_directory_path() / "plan_costs_XXXXXX").string();
  const int descriptor = mkstemp(file.data());
  if (descriptor < 0) return absl::UnavailableError(absl::StrCat(file, ": cannot be written"));
  close(descriptor);
  const auto remove = absl::MakeCleanup([&] { std::filesystem::remove(file); });
  std::vector<std::string> command = {absl::GetFlag(FLAGS_measure_costs)};
  command.insert(command.end(), request.flags.begin(), request.flags.end());
  command.push_back("--out=" + file);
  LABELREP_RETURN_IF_ERROR(CallProgram(command));
  ImageCosts costs;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(file, &costs));
  return costs;
}

absl::Status Plan() {
  LABELREP_ASSIGN_OR_RETURN(const PlanRequest request, PlanRequestFromFlags());
  LABELREP_ASSIGN_OR_RETURN(const ImageCosts measured, CallMeasureCosts(request));
  std::map<std::string, ImageCost> by_key;
  for (const ImageCosts::Cost& cost : measured.costs()) {
    by_key[cost.key()] = {.forward_flops = cost.forward_flops(),
                          .training_s = cost.training_s(),
                          .evaluation_s = cost.evaluation_s()};
  }
  LABELREP_ASSIGN_OR_RETURN(
      const std::vector<PlannedCost> costs,
      EstimateCosts(request.runs, [&](const RunToPlan& run) -> absl::StatusOr<ImageCost> {
        return by_key.at(CostKey(run));
      }));
  const std::string note =
      measured.device_is_missing()
          ? "times are for this machine's CPU, in fp32, as it has no CUDA GPU"
          : absl::StrCat("times are for this machine, ", request.jobs, " runs at a time");
  std::cout << TableAsMarkdown(PlanTable(costs, request.filter, request.jobs, note)) << std::flush;
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
