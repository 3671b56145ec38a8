// Whether a run is done, failed, running or missing, by the files that it left and the processes.
#ifndef EXPERIMENTS_SWEEP_RUN_STATE_H_
#define EXPERIMENTS_SWEEP_RUN_STATE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/plan/planned_runs.h"
#include "experiments/sweep/running_trainers.h"
#include "lib/train/progress_record.pb.h"

namespace labelrep {

struct RunState {
  enum Kind { kDone, kFailed, kRunning, kMissing };
  Kind kind = kMissing;
  std::string note;  // why it failed, or what its files are instead of a result
  // In finished segments, and by hand before the last checkpoint; where there is progress, before
  // the process that makes it.
  int32_t epochs_done = 0;
  // Of these epochs, those that are timed, and their time. A failed or recalled run may lack some.
  int32_t epochs_timed = 0;
  double spent_s = 0;
  // Of a running one.
  std::string segment;      // "2/8"; empty by hand
  ProgressRecord progress;  // empty where it cannot be read (yet)
};

// `folder` is the run's own: with result.pb and provenance.pb, else with checkpoint*.safetensors
// and the provenance so far. What is of another recipe, or damaged, counts as not there.
RunState FindRunState(const PlannedRun& run, const std::string& folder,
                      const std::vector<RunningTrainer>& trainers);

// To a done run without times, as a recalled one is, those of its record; to one of which nothing
// is here, the remark that it is recorded. `measured`, that is results/measured, has a folder for
// each profile; without it, or without a record of the run's recipe, nothing is added.
void AddRecorded(const PlannedRun& run, const std::string& measured, RunState& state);

}  // namespace labelrep

#endif  // EXPERIMENTS_SWEEP_RUN_STATE_H_
