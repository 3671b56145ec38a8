#include "experiments/tables/run_outcome.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "experiments/record/recorded_runs.h"

namespace labelrep {
namespace {

// Where in the training a run failed: "step 812 of epoch 3", or "".
std::string Place(const RunFailure& failure) {
  std::string place;
  if (failure.has_step()) absl::StrAppend(&place, "step ", failure.step());
  if (failure.has_epoch())
    absl::StrAppend(&place, place.empty() ? "" : " of ", "epoch ", failure.epoch());
  return place;
}

}  // namespace

bool RunOutcome::IsAbsent() const {
  if (IsMeasured()) return false;
  return !result->has_failure() || absl::StartsWith(result->failure().message(), kAbsentPrefix);
}

std::string RunOutcome::Reason() const {
  if (!result->has_failure()) return absl::StrCat(run->name(), ": no result");
  const std::string place = Place(result->failure());
  return absl::StrCat(run->name(), place.empty() ? "" : absl::StrCat(" (", place, ")"), ": ",
                      absl::StripPrefix(result->failure().message(), kAbsentPrefix));
}

absl::Status CheckOutcome(const RunOutcome& outcome) {
  const Recipe& recipe = outcome.result->recipe();
  const TableSpec::Run& run = *outcome.run;
  const auto differs = [&](const char* field, const auto& found, const auto& expected) {
    return absl::FailedPreconditionError(absl::StrCat(run.result(), ": recipe.", field, ": '",
                                                      found, "', expected '", expected,
                                                      "' as the table says of run ", run.name()));
  };
  if (outcome.IsMeasured() && outcome.result->test().images() <= 0) {
    return absl::FailedPreconditionError(
        absl::StrCat(run.result(), ": test.images: ", outcome.result->test().images(),
                     ", expected more than 0"));
  }
  if (!outcome.result->has_recipe()) return absl::OkStatus();
  if (recipe.dataset() != run.dataset()) return differs("dataset", recipe.dataset(), run.dataset());
  if (recipe.encoder() != run.encoder()) return differs("encoder", recipe.encoder(), run.encoder());
  if (recipe.label().kind() != run.label())
    return differs("label.kind", recipe.label().kind(), run.label());
  if (recipe.seed() != run.seed()) return differs("seed", recipe.seed(), run.seed());
  return absl::OkStatus();
}

std::vector<Recipe> ShownRecipes(const std::vector<RunOutcome>& outcomes) {
  const bool any_measured =
      std::any_of(outcomes.begin(), outcomes.end(),
                  [](const RunOutcome& outcome) { return outcome.IsMeasured(); });
  std::vector<Recipe> recipes;
  for (const RunOutcome& outcome : outcomes) {
    if (any_measured && !outcome.IsMeasured()) continue;
    if (outcome.result->has_recipe()) recipes.push_back(outcome.result->recipe());
  }
  return recipes;
}

std::vector<std::string> MissingRuns(const std::vector<RunOutcome>& outcomes) {
  std::vector<std::pair<std::string, std::vector<std::string>>> by_reason;
  for (const RunOutcome& outcome : outcomes) {
    if (outcome.IsMeasured()) continue;
    // The name, which may be followed by the place of the failure, has no colon.
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(outcome.Reason(), absl::MaxSplits(": ", 1));
    auto group = std::find_if(by_reason.begin(), by_reason.end(),
                              [&](const auto& entry) { return entry.first == parts.second; });
    if (group == by_reason.end()) group = by_reason.insert(group, {parts.second, {}});
    group->second.push_back(parts.first);
  }
  std::vector<std::string> lines;
  for (const auto& [reason, names] : by_reason) {
    // Of many names not all may be shown, so that the reason comes first.
    lines.push_back(names.size() == 1 ? absl::StrCat(names[0], ": ", reason)
                                      : absl::StrCat(names.size(), " runs, ", reason, ": ",
                                                     absl::StrJoin(names, ", ")));
  }
  return lines;
}

}  // namespace labelrep
