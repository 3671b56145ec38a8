// What all attacks on one model say together.
#ifndef EXPERIMENTS_ROBUSTNESS_RUN_VERDICT_H_
#define EXPERIMENTS_ROBUSTNESS_RUN_VERDICT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/report/attacked_runs.h"
#include "lib/attack/masking_verdict.h"
#include "lib/attack/robustness_summary.h"
#include "results/attack.pb.h"

namespace labelrep {

struct RunVerdict {
  RobustnessSummary worst_case;
  MaskingVerdict masking;

  // What masking warns of: "one step, own loss", or "nothing".
  std::string Warnings() const;
};

// The measured attacks on the run in the L-infinity norm, without those in bf16 that are there in
// fp32: their decisions are another model's, which tells what the precision does.
std::vector<const AttackResult*> DecisiveAttacks(const AttackedRun& run);

// Over the decisive attacks. INVALID_ARGUMENT where there are none, and as WorstCase
// (lib/attack/robustness_summary.h).
absl::StatusOr<RunVerdict> JudgeRun(const AttackedRun& run);

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_RUN_VERDICT_H_
