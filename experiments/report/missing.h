// What a table or figure says of the runs and attacks that it has no measurement of.
#ifndef EXPERIMENTS_REPORT_MISSING_H_
#define EXPERIMENTS_REPORT_MISSING_H_

#include <functional>
#include <string>
#include <vector>

#include "experiments/report/runs.h"
#include "experiments/report/titles.h"

namespace labelrep {

// The runs without a measurement: "run: reason", or "2 runs, reason: run, run" where several have
// the same. `by_seed`, of runs that differ in nothing else: "seed 9: reason", "seeds 7, 8: reason".
std::vector<std::string> MissingRuns(const std::vector<RunOutcome>& outcomes, bool by_seed = false);

// The names by what they lack: "NAME: cause", or "2 WHAT, cause: NAME, NAME".
std::vector<std::string> MissingByCause(const NamesByText& by_cause, const std::string& what);

// A measurement of a run's model that a table or figure shows.
struct WantedMeasurement {
  std::string name;
  std::string reason;  // why it is not there; "" where it is
};

// What of that is not there, of measured runs: "NAME, NAME (why) on RUN, RUN", a line for all runs
// that lack the same for the same reason; "all 5 features" where a run lacks all, `what` they are
// together.
std::vector<std::string> MissingMeasurements(
    const std::vector<RunOutcome>& outcomes, const std::string& what,
    const std::function<std::vector<WantedMeasurement>(const RunOutcome&)>& wanted);

// The same of the wanted attacks; "ATTACK (epsilon in L2)" where it is in another norm than
// L-infinity.
std::vector<std::string> MissingAttacks(
    const std::vector<RunOutcome>& outcomes,
    const std::function<bool(const ReportAttack&, const RunOutcome&)>& is_wanted);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_MISSING_H_
