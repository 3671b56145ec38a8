#include "experiments/report/missing.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace labelrep {
namespace {

// Where in the training a run failed: " (step 812 of epoch 3)", or "".
std::string Place(const RunFailure& failure) {
  std::vector<std::string> parts;
  if (failure.has_step()) parts.push_back(absl::StrCat("step ", failure.step()));
  if (failure.has_epoch()) parts.push_back(absl::StrCat("epoch ", failure.epoch()));
  return parts.empty() ? "" : absl::StrCat(" (", absl::StrJoin(parts, " of "), ")");
}

}  // namespace

std::vector<std::string> MissingRuns(const std::vector<RunOutcome>& outcomes, bool by_seed) {
  NamesByText by_cause;
  for (const RunOutcome& outcome : outcomes) {
    if (outcome.IsMeasured()) continue;
    const RunFailure& failure = outcome.result->failure();
    by_cause.Add(outcome.result->has_failure() ? failure.message() : "no result",
                 absl::StrCat(by_seed ? absl::StrCat(outcome.spec->seed()) : outcome.spec->name(),
                              Place(failure)));
  }
  if (!by_seed) return MissingByCause(by_cause, "runs");
  std::vector<std::string> lines;
  for (const auto& [cause, names] : by_cause.Groups()) {
    lines.push_back(absl::StrCat(names.size() == 1 ? "seed " : "seeds ", absl::StrJoin(names, ", "),
                                 ": ", cause));
  }
  return lines;
}

std::vector<std::string> MissingByCause(const NamesByText& by_cause, const std::string& what) {
  std::vector<std::string> lines;
  for (const auto& [cause, names] : by_cause.Groups()) {
    const std::string joined = absl::StrJoin(names, ", ");
    // Of many names not all may be shown, so that the cause comes first.
    lines.push_back(names.size() == 1
                        ? absl::StrCat(joined, ": ", cause)
                        : absl::StrCat(names.size(), " ", what, ", ", cause, ": ", joined));
  }
  return lines;
}

std::vector<std::string> MissingMeasurements(
    const std::vector<RunOutcome>& outcomes, const std::string& what,
    const std::function<std::vector<WantedMeasurement>(const RunOutcome&)>& wanted) {
  NamesByText missing;
  for (const RunOutcome& outcome : outcomes) {
    // The run itself is named already.
    if (!outcome.IsMeasured()) continue;
    const std::vector<WantedMeasurement> of_run = wanted(outcome);
    std::map<std::string, std::vector<std::string>> by_reason;
    for (const auto& [name, reason] : of_run) {
      if (!reason.empty()) by_reason[reason].push_back(name);
    }
    for (const auto& [reason, names] : by_reason) {
      const bool all = names.size() > 1 && names.size() == of_run.size();
      const std::string lacking =
          all ? absl::StrCat("all ", names.size(), " ", what) : absl::StrJoin(names, ", ");
      missing.Add(absl::StrCat(lacking, " (", reason, ")"), outcome.spec->name());
    }
  }
  std::vector<std::string> lines;
  for (const auto& [lacking, names] : missing.Groups()) {
    lines.push_back(absl::StrCat(lacking, " on ", absl::StrJoin(names, ", ")));
  }
  return lines;
}

std::vector<std::string> MissingAttacks(
    const std::vector<RunOutcome>& outcomes,
    const std::function<bool(const ReportAttack&, const RunOutcome&)>& is_wanted) {
  return MissingMeasurements(outcomes, "attacks", [&](const RunOutcome& outcome) {
    std::vector<WantedMeasurement> wanted;
    for (const ReportAttack& attack : outcome.attacks) {
      if (!is_wanted(attack, outcome)) continue;
      WantedMeasurement& added = wanted.emplace_back();
      added.name = attack.norm == AttackResult::LINF
                       ? attack.name
                       : absl::StrCat(attack.name, " (epsilon in ", NormTitle(attack.norm), ")");
      if (attack.IsMeasured()) continue;
      const RunFailure& failure = attack.result->failure();
      added.reason = failure.message().empty() ? "not there" : failure.message();
    }
    return wanted;
  });
}

}  // namespace labelrep
