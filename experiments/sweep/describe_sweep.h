// What a sweep's runs are doing, from the run list, their folders and the processes.
#ifndef EXPERIMENTS_SWEEP_DESCRIBE_SWEEP_H_
#define EXPERIMENTS_SWEEP_DESCRIBE_SWEEP_H_

#include <string>

#include "absl/status/statusor.h"
#include "experiments/plan/planned_runs.h"
#include "results/report.pb.h"

namespace labelrep {

struct SweepFiles {
  std::string run_list;  // RunList, text
  std::string folder;    // with a folder for each run, named as the run
  std::string proc = "/proc";
  std::string measured = "";  // results/measured; empty leaves out what is recorded
};

// Those beside the program that Bazel built and `link` leads to: the run list in its runfiles, and
// the outputs of //experiments/runs. NOT_FOUND naming what is missing.
absl::StatusOr<SweepFiles> FindSweepFiles(const std::string& link);

// The runs that the filter asks for; without a profile, those of the profiles that have begun, or
// of all if none has. Errors as of ReadRuns.
absl::StatusOr<Table> DescribeSweep(const SweepFiles& files, const PlanFilter& filter);

}  // namespace labelrep

#endif  // EXPERIMENTS_SWEEP_DESCRIBE_SWEEP_H_
