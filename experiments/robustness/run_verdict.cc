#include "experiments/robustness/run_verdict.h"

#include "absl/strings/str_join.h"
#include "lib/attack/attack_facts.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

bool SeesScoresOnly(const AttackResult& result) {
  const AttackFacts* attack = FindAttackFacts(result.recipe().attack());
  return result.has_transferred_from() || (attack != nullptr && attack->scores_only());
}

}  // namespace

std::string RunVerdict::Warnings() const {
  std::vector<std::string> warnings;
  for (const MaskingCheck& check : masking.checks) {
    if (check.reading == MaskingCheck::Reading::kWarn) warnings.push_back(check.name);
  }
  return warnings.empty() ? "nothing" : absl::StrJoin(warnings, ", ");
}

std::vector<const AttackResult*> DecisiveAttacks(const AttackedRun& run) {
  std::vector<const AttackResult*> decisive;
  for (const NamedAttack& attack : run.attacks) {
    const NamedAttack* in_fp32 = InPrecision(Recipe::FP32, attack, run);
    if (attack.result->norm() != AttackResult::LINF) continue;
    if (!attack.IsMeasured() || (in_fp32 != nullptr && in_fp32->IsMeasured())) continue;
    decisive.push_back(attack.result);
  }
  return decisive;
}

absl::StatusOr<RunVerdict> JudgeRun(const AttackedRun& run) {
  const std::vector<const AttackResult*> decisive = DecisiveAttacks(run);
  RunVerdict verdict;
  LABELREP_ASSIGN_OR_RETURN(verdict.worst_case, WorstCase(decisive));
  MaskingEvidence evidence;
  for (const AttackResult* result : decisive) {
    (SeesScoresOnly(*result) ? evidence.black_box : evidence.white_box).push_back(result);
  }
  evidence.num_classes = decisive[0]->num_classes();
  LABELREP_ASSIGN_OR_RETURN(verdict.masking, JudgeMasking(evidence));
  return verdict;
}

}  // namespace labelrep
