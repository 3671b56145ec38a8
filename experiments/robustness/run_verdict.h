// What all attacks on one model say together.
#ifndef EXPERIMENTS_ROBUSTNESS_RUN_VERDICT_H_
#define EXPERIMENTS_ROBUSTNESS_RUN_VERDICT_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "experiments/report/runs.h"
#include "lib/attack/masking_verdict.h"
#include "lib/attack/robustness_summary.h"
#include "results/report.pb.h"

namespace labelrep {

struct RunVerdict {
  RobustnessSummary worst_case;
  MaskingVerdict masking;

  // What masking warns of: "one step, own loss", or "nothing"; and what is not judged.
  std::string Warnings() const;
};

// "warns", "passes", "not measured" or "not judged".
std::string ReadingText(MaskingCheck::Reading reading);

// Over the measured attacks on the run in the L-infinity norm, without those in bf16 that are there
// in fp32: their decisions are another model's, which tells what the precision does. None where
// there are no such attacks; INVALID_ARGUMENT as WorstCase (lib/attack/robustness_summary.h).
absl::StatusOr<std::optional<RunVerdict>> JudgeRun(const RunOutcome& run);

// The epsilon that most attacks on the runs ran at, of several the middle one (of two the smaller);
// none without attacks.
std::optional<double> EpsilonOfMostAttacks(const ReportRuns& runs);

// The accuracy of a worst case, marked as an upper bound where no suite of attacks was run at that
// epsilon, and the number of attacks that it rests on.
Cell WorstCaseCell(const AccuracyAtEpsilon& point);
Cell WorstCaseAttacksCell(const AccuracyAtEpsilon& point);
inline constexpr char kWorstCaseAttacksTitle[] = "attacks that it rests on";

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_RUN_VERDICT_H_
