// What models are judged by, beside what their labels are like.
#ifndef EXPERIMENTS_ROBUSTNESS_OUTCOMES_H_
#define EXPERIMENTS_ROBUSTNESS_OUTCOMES_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/report/runs.h"

namespace labelrep {

struct Outcome {
  std::string title;
  // A share in [0, 1]; none where the run does not have it. Errors as JudgeRun (run_verdict.h).
  std::function<absl::StatusOr<std::optional<double>>(const RunOutcome&)> measure;
};

// Test accuracy with each of the runs' training fractions, from the smallest, and at the epsilon
// that most attacks ran at accuracy under the paper's attacks together and in the worst case.
std::vector<Outcome> OutcomesOf(const ReportRuns& runs);

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_OUTCOMES_H_
