// A run of a table or figure with what came of it.
#ifndef EXPERIMENTS_REPORT_RUN_OUTCOME_H_
#define EXPERIMENTS_REPORT_RUN_OUTCOME_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "experiments/report/report_spec.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// A result without test and without failure is absent.
struct RunOutcome {
  const ReportSpec::Run* run;
  const RunResult* result;

  bool IsMeasured() const { return result->has_test(); }
  bool IsAbsent() const;
  // The run's name, and why it has no measurement.
  std::string Reason() const;
};

// FAILED_PRECONDITION naming the file and the field where a result is another run's, or measured
// without a recipe that tells whose, or of no images.
absl::Status CheckOutcome(const RunOutcome& outcome);

// The recipes of the measured runs, for a summary of what is shown; of all where none is measured.
std::vector<Recipe> ShownRecipes(const std::vector<RunOutcome>& outcomes);

// The runs without a measurement: "run: reason", or "2 runs, reason: run, run" where several have
// the same.
std::vector<std::string> MissingRuns(const std::vector<RunOutcome>& outcomes);

// The same of runs that differ in nothing but the seed: "seed 9: reason", "seeds 7, 8: reason".
std::vector<std::string> MissingSeeds(const std::vector<RunOutcome>& outcomes);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_RUN_OUTCOME_H_
