// The runs of a robustness table or figure with what came of the attacks on them.
#ifndef EXPERIMENTS_REPORT_ATTACKED_RUNS_H_
#define EXPERIMENTS_REPORT_ATTACKED_RUNS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/report/report.h"
#include "experiments/report/run_outcome.h"
#include "results/attack.pb.h"
#include "results/run.pb.h"

namespace labelrep {

struct NamedAttack {
  std::string name;  // in the profile
  const AttackResult* result;

  // Without failure, and on some images.
  bool IsMeasured() const;
};

struct AttackedRun {
  RunOutcome outcome;
  std::vector<NamedAttack> attacks;  // in the order of the spec

  const ReportSpec::Run& Spec() const { return *outcome.run; }
};

// The same attack of the run in another variant or precision, measured or not, on as many images or
// not; null for none, or where it is in that already.
const NamedAttack* InVariant(AttackRecipe::Variant variant, const NamedAttack& attack,
                             const AttackedRun& run);
const NamedAttack* InPrecision(Recipe::Precision precision, const NamedAttack& attack,
                               const AttackedRun& run);

// Each run of the spec with its attacks; the arguments must outlive them. INVALID_ARGUMENT for no
// runs, or an attack on a run that is none of the spec's; FAILED_PRECONDITION naming the file for a
// result that is not of its run.
absl::StatusOr<std::vector<AttackedRun>> GroupAttacks(const ReportSpec& spec,
                                                      const ReportInputs& inputs);

// The runs alone.
std::vector<RunOutcome> OutcomesOf(const std::vector<AttackedRun>& runs);

// What of the wanted attacks on measured runs has no measurement: "ATTACK, ATTACK (why) on RUN,
// RUN", a line for all runs that lack the same for the same reason.
std::vector<std::string> MissingAttacks(
    const std::vector<AttackedRun>& runs,
    const std::function<bool(const NamedAttack& attack, const AttackedRun& run)>& is_wanted);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_ATTACKED_RUNS_H_
