#include "experiments/report/missing.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace labelrep {
namespace {

// Names by what they have in common, in the order in which that comes first.
using NameGroups = std::vector<std::pair<std::string, std::vector<std::string>>>;

void Add(const std::string& common, const std::string& name, NameGroups& groups) {
  auto group = std::find_if(groups.begin(), groups.end(),
                            [&](const auto& known) { return known.first == common; });
  if (group == groups.end()) group = groups.insert(group, {common, {}});
  group->second.push_back(name);
}

// Where in the training a run failed: " (step 812 of epoch 3)", or "".
std::string Place(const RunFailure& failure) {
  std::vector<std::string> parts;
  if (failure.has_step()) parts.push_back(absl::StrCat("step ", failure.step()));
  if (failure.has_epoch()) parts.push_back(absl::StrCat("epoch ", failure.epoch()));
  return parts.empty() ? "" : absl::StrCat(" (", absl::StrJoin(parts, " of "), ")");
}

// The runs without a measurement, each with the place of its failure, by the cause.
template <typename NameOf>
NameGroups MissingByCause(const std::vector<RunOutcome>& outcomes, const NameOf& name_of) {
  NameGroups by_cause;
  for (const RunOutcome& outcome : outcomes) {
    if (outcome.IsMeasured()) continue;
    const RunFailure& failure = outcome.result->failure();
    Add(outcome.result->has_failure() ? failure.message() : "no result",
        absl::StrCat(name_of(*outcome.run), Place(failure)), by_cause);
  }
  return by_cause;
}

}  // namespace

std::vector<std::string> MissingRuns(const std::vector<RunOutcome>& outcomes) {
  std::vector<std::string> lines;
  for (const auto& [cause, names] :
       MissingByCause(outcomes, [](auto& run) { return run.name(); })) {
    // Of many names not all may be shown, so that the cause comes first.
    lines.push_back(names.size() == 1 ? absl::StrCat(names[0], ": ", cause)
                                      : absl::StrCat(names.size(), " runs, ", cause, ": ",
                                                     absl::StrJoin(names, ", ")));
  }
  return lines;
}

std::vector<std::string> MissingSeeds(const std::vector<RunOutcome>& outcomes) {
  std::vector<std::string> lines;
  for (const auto& [cause, seeds] :
       MissingByCause(outcomes, [](auto& run) { return run.seed(); })) {
    lines.push_back(absl::StrCat(seeds.size() == 1 ? "seed " : "seeds ", absl::StrJoin(seeds, ", "),
                                 ": ", cause));
  }
  return lines;
}

std::vector<std::string> MissingAttacks(
    const std::vector<RunOutcome>& outcomes,
    const std::function<bool(const ReportAttack&, const RunOutcome&)>& is_wanted) {
  NameGroups missing;
  for (const RunOutcome& outcome : outcomes) {
    // The run itself is named already.
    if (!outcome.IsMeasured()) continue;
    std::map<std::string, std::vector<std::string>> by_reason;
    size_t wanted = 0;
    for (const ReportAttack& attack : outcome.attacks) {
      if (!is_wanted(attack, outcome)) continue;
      ++wanted;
      if (attack.IsMeasured()) continue;
      const bool has_failure = attack.result->has_failure();
      by_reason[has_failure ? attack.result->failure().message() : "not there"].push_back(
          attack.norm == AttackResult::LINF
              ? attack.name
              : absl::StrCat(attack.name, " in ", NormTitle(attack.norm)));
    }
    for (const auto& [reason, names] : by_reason) {
      const bool all = names.size() > 1 && names.size() == wanted;
      const std::string what =
          all ? absl::StrCat("all ", names.size(), " attacks") : absl::StrJoin(names, ", ");
      Add(absl::StrCat(what, " (", reason, ")"), outcome.run->name(), missing);
    }
  }
  std::vector<std::string> lines;
  for (const auto& [what, names] : missing) {
    lines.push_back(absl::StrCat(what, " on ", absl::StrJoin(names, ", ")));
  }
  return lines;
}

}  // namespace labelrep
