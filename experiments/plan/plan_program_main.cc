// Prints what a table or figure would run and how long it would take, before anything starts:
//   bazel run //experiments:plan -- --table=table1 --profile=cpu --encoder=resnet32
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "experiments/plan/filter_flags.h"
#include "experiments/plan/image_costs.pb.h"
#include "experiments/plan/plan.h"
#include "experiments/plan/queue.h"
#include "google/protobuf/text_format.h"
#include "lib/base/call_program.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/report/markdown.h"

ABSL_FLAG(int, jobs, 2, "runs at a time");
ABSL_FLAG(double, seconds, 1, "how long to time each model for");
ABSL_FLAG(bool, fast, false, "time nothing: arithmetic only, no times and no memory");
ABSL_FLAG(std::string, record_in, "",
          "folder of recorded runs, such as results/measured/cpu: leaves out those that are there");
ABSL_FLAG(std::string, queue, "", "also write the runs there (RunList, text), the longest first");
ABSL_FLAG(std::string, run_list, "experiments/runs/run_list.textproto", "run list (RunList, text)");
ABSL_FLAG(std::string, measure_costs, "experiments/plan/measure_costs",
          "program that times the models");

namespace labelrep {
namespace {

// By a process of its own, so that this program needs no libtorch.
absl::Status MeasureCosts(ImageCosts& costs) {
  std::string file = (std::filesystem::temp_directory_path() / "plan_costs_XXXXXX").string();
  const int descriptor = mkstemp(file.data());
  if (descriptor < 0) return absl::UnavailableError(absl::StrCat(file, ": cannot be written"));
  close(descriptor);
  const auto remove = absl::MakeCleanup([&] { std::filesystem::remove(file); });
  LABELREP_RETURN_IF_ERROR(WriteBinaryProto(file, costs));
  LABELREP_RETURN_IF_ERROR(CallProgram({absl::GetFlag(FLAGS_measure_costs), "--costs=" + file,
                                        absl::StrCat("--jobs=", absl::GetFlag(FLAGS_jobs)),
                                        absl::StrCat("--seconds=", absl::GetFlag(FLAGS_seconds)),
                                        absl::StrCat("--fast=", absl::GetFlag(FLAGS_fast))}));
  return ReadBinaryProto(file, &costs);
}

// What the table's times are of.
std::string TimesNote(const std::vector<PlannedRun>& runs, const ImageCosts& measured) {
  if (absl::GetFlag(FLAGS_fast)) return "nothing was timed, as --fast asks";
  if (measured.device_is_missing()) {
    return "times are for this machine's CPU, in fp32, as it has no CUDA GPU";
  }
  const bool use_gpu = std::any_of(runs.begin(), runs.end(), [](const PlannedRun& run) {
    return run.recipe().device() == Recipe::CUDA;
  });
  return absl::StrCat("times are for this machine, ", absl::GetFlag(FLAGS_jobs), " runs at a time",
                      use_gpu ? "; on a GPU of plain steps, which take longer than the recorded "
                                "ones of most trainings"
                              : "");
}

absl::Status Plan() {
  const int jobs = absl::GetFlag(FLAGS_jobs);
  if (jobs < 1) return absl::InvalidArgumentError("--jobs: expected at least 1");
  const PlanFilter filter = FilterFromFlags();
  LABELREP_ASSIGN_OR_RETURN(std::vector<PlannedRun> runs,
                            ReadRuns(absl::GetFlag(FLAGS_run_list), filter));
  if (const std::string folder = UserPath(absl::GetFlag(FLAGS_record_in)); !folder.empty()) {
    LABELREP_ASSIGN_OR_RETURN(runs, RunsToRecord(std::move(runs), folder));
  }
  ImageCosts measured = CostsToMeasure(runs);
  LABELREP_RETURN_IF_ERROR(MeasureCosts(measured));
  LABELREP_ASSIGN_OR_RETURN(const std::vector<PlannedCost> costs, EstimateCosts(runs, measured));
  std::cout << TableAsMarkdown(PlanTable(costs, filter, jobs, TimesNote(runs, measured)))
            << std::flush;
  const std::string queue = UserPath(absl::GetFlag(FLAGS_queue));
  if (queue.empty()) return absl::OkStatus();
  std::string text;
  google::protobuf::TextFormat::PrintToString(LongestFirst(costs), &text);
  return WriteFileAtomically(queue, text);
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
