#include "experiments/robustness/run_verdict.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/table_parts.h"
#include "lib/base/status_macros.h"

namespace labelrep {

std::string ReadingText(MaskingCheck::Reading reading) {
  switch (reading) {
    case MaskingCheck::Reading::kPass:
      return "passes";
    case MaskingCheck::Reading::kWarn:
      return "warns";
    case MaskingCheck::Reading::kNotJudged:
      return "not judged";
    case MaskingCheck::Reading::kNotMeasured:
      break;
  }
  return "not measured";
}

std::string RunVerdict::Warnings() const {
  std::vector<std::string> warnings;
  std::string not_judged;
  for (const MaskingCheck& check : masking.checks) {
    if (check.reading == MaskingCheck::Reading::kWarn) warnings.push_back(check.name);
    if (check.reading == MaskingCheck::Reading::kNotJudged) {
      absl::StrAppend(&not_judged, " (", check.name, " not judged)");
    }
  }
  return (warnings.empty() ? "nothing" : absl::StrJoin(warnings, ", ")) + not_judged;
}

absl::StatusOr<std::optional<RunVerdict>> JudgeRun(const RunOutcome& run) {
  std::vector<const AttackResult*> results;
  MaskingEvidence evidence;
  for (const ReportAttack& attack : run.attacks) {
    const ReportAttack* in_fp32 = InPrecision(Recipe::FP32, attack, run.attacks);
    if (!attack.IsMeasured() || attack.norm != AttackResult::LINF) continue;
    if (in_fp32 != nullptr && in_fp32->IsMeasured()) continue;
    results.push_back(attack.result);
    if (!attack.result->suite().empty() && !attack.result->has_transferred_from()) {
      evidence.suites.push_back(attack.result);
      evidence.scores_only.insert(attack.scores_only_members.begin(),
                                  attack.scores_only_members.end());
    } else {
      (attack.scores_only ? evidence.black_box : evidence.white_box).push_back(attack.result);
    }
  }
  if (results.empty()) return std::nullopt;
  evidence.num_classes = results[0]->num_classes();
  RunVerdict verdict;
  LABELREP_ASSIGN_OR_RETURN(verdict.worst_case, WorstCase(results));
  LABELREP_ASSIGN_OR_RETURN(verdict.masking, JudgeMasking(evidence));
  return verdict;
}

std::optional<double> EpsilonOfMostAttacks(const ReportRuns& runs) {
  std::map<double, int> attacks_at;
  int most = 0;
  for (const RunOutcome& run : runs.outcomes) {
    for (const ReportAttack& attack : run.attacks) {
      for (const double epsilon : attack.result->recipe().epsilons()) {
        most = std::max(most, ++attacks_at[epsilon]);
      }
    }
  }
  std::vector<double> candidates;
  for (const auto& [epsilon, attacks] : attacks_at) {
    if (attacks == most) candidates.push_back(epsilon);
  }
  if (candidates.empty()) return std::nullopt;
  return candidates[(candidates.size() - 1) / 2];
}

Cell WorstCaseCell(const AccuracyAtEpsilon& point) {
  Cell cell = NumberCell(point.Accuracy());
  if (point.attacks > 0 && !point.has_suite) {
    cell.set_note("an upper bound: no suite of attacks, such as AutoAttack, ran at this epsilon");
  }
  return cell;
}

Cell WorstCaseAttacksCell(const AccuracyAtEpsilon& point) {
  return point.attacks == 0 ? MarkedCell(Cell::NOT_APPLICABLE)
                            : TextCell(absl::StrCat(point.attacks));
}

}  // namespace labelrep
