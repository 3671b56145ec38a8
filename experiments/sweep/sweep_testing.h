// Planned runs and what they leave, for tests of the view of a sweep.
#ifndef EXPERIMENTS_SWEEP_SWEEP_TESTING_H_
#define EXPERIMENTS_SWEEP_SWEEP_TESTING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/plan/planned_runs.h"
#include "results/run.pb.h"

namespace labelrep {

// An empty folder of the test's own.
std::string EmptyFolder(const std::string& name);

// 10 epochs of 900 images of 1,000, and 100 test images.
PlannedRun PlannedRunNamed(const std::string& name);

// The result of the run after so many epochs, with the failure where there is one.
RunResult ResultOf(const PlannedRun& run, int32_t epochs, const std::string& failure = "");

// Folders are made where they are not there.
void WriteResult(const RunResult& result, const std::string& folder);
void WriteCheckpoint(const RunResult& progress, const std::string& file);
void WriteSegmentProvenance(int32_t first_epoch, int32_t last_epoch, double wall_s,
                            const std::string& file);

// A process under `proc`, as /proc shows it.
void WriteProcess(const std::string& proc, int pid, const std::vector<std::string>& arguments,
                  const std::string& working_folder);

}  // namespace labelrep

#endif  // EXPERIMENTS_SWEEP_SWEEP_TESTING_H_
