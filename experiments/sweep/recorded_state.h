// What results/measured holds of a run that is not trained here.
#ifndef EXPERIMENTS_SWEEP_RECORDED_STATE_H_
#define EXPERIMENTS_SWEEP_RECORDED_STATE_H_

#include <string>

#include "experiments/plan/planned_runs.h"
#include "experiments/sweep/run_state.h"

namespace labelrep {

// To a done run without times, as a recalled one is, those of its record; to one of which nothing
// is here, the remark that it is recorded. `measured` has a folder for each profile; without it, or
// without a record of the run's recipe, nothing is added.
void AddRecorded(const RunToPlan& run, const std::string& measured, RunState& state);

}  // namespace labelrep

#endif  // EXPERIMENTS_SWEEP_RECORDED_STATE_H_
