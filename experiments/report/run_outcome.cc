#include "experiments/report/run_outcome.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/record/absent.h"

namespace labelrep {
namespace {

// Where in the training a run failed: " (step 812 of epoch 3)", or "".
std::string Place(const RunFailure& failure) {
  std::vector<std::string> parts;
  if (failure.has_step()) parts.push_back(absl::StrCat("step ", failure.step()));
  if (failure.has_epoch()) parts.push_back(absl::StrCat("epoch ", failure.epoch()));
  return parts.empty() ? "" : absl::StrCat(" (", absl::StrJoin(parts, " of "), ")");
}

std::string Cause(const RunResult& result) {
  return result.has_failure() ? result.failure().message() : "no result";
}

// Names of the runs without a measurement, each with the place of its failure, by the cause.
std::vector<std::pair<std::string, std::vector<std::string>>> MissingByCause(
    const std::vector<RunOutcome>& outcomes,
    const std::function<std::string(const ReportSpec::Run&)>& name_of) {
  std::vector<std::pair<std::string, std::vector<std::string>>> by_cause;
  for (const RunOutcome& outcome : outcomes) {
    if (outcome.IsMeasured()) continue;
    const std::string cause = Cause(*outcome.result);
    auto group = std::find_if(by_cause.begin(), by_cause.end(),
                              [&](const auto& entry) { return entry.first == cause; });
    if (group == by_cause.end()) group = by_cause.insert(group, {cause, {}});
    group->second.push_back(absl::StrCat(name_of(*outcome.run), Place(outcome.result->failure())));
  }
  return by_cause;
}

}  // namespace

bool RunOutcome::IsAbsent() const {
  if (IsMeasured()) return false;
  return !result->has_failure() || labelrep::IsAbsent(result->failure());
}

std::string RunOutcome::Reason() const {
  return absl::StrCat(run->name(), Place(result->failure()), ": ", Cause(*result));
}

absl::Status CheckOutcome(const RunOutcome& outcome) {
  const Recipe& recipe = outcome.result->recipe();
  const ReportSpec::Run& run = *outcome.run;
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
  if (!outcome.result->has_recipe()) {
    if (!outcome.IsMeasured()) return absl::OkStatus();
    return absl::FailedPreconditionError(
        absl::StrCat(run.result(), ": recipe: none, expected that of run ", run.name()));
  }
  if (recipe.dataset() != run.dataset()) return differs("dataset", recipe.dataset(), run.dataset());
  if (recipe.encoder() != run.encoder()) return differs("encoder", recipe.encoder(), run.encoder());
  if (recipe.label().kind() != run.label())
    return differs("label.kind", recipe.label().kind(), run.label());
  if (recipe.seed() != run.seed()) return differs("seed", recipe.seed(), run.seed());
  if (recipe.train_fraction_percent() != run.train_fraction_percent())
    return differs("train_fraction_percent", recipe.train_fraction_percent(),
                   run.train_fraction_percent());
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
  std::vector<std::string> lines;
  for (const auto& [cause, names] :
       MissingByCause(outcomes, [](const ReportSpec::Run& run) { return run.name(); })) {
    // Of many names not all may be shown, so that the cause comes first.
    lines.push_back(names.size() == 1 ? absl::StrCat(names[0], ": ", cause)
                                      : absl::StrCat(names.size(), " runs, ", cause, ": ",
                                                     absl::StrJoin(names, ", ")));
  }
  return lines;
}

std::vector<std::string> MissingSeeds(const std::vector<RunOutcome>& outcomes) {
  std::vector<std::string> lines;
  for (const auto& [cause, seeds] : MissingByCause(
           outcomes, [](const ReportSpec::Run& run) { return absl::StrCat(run.seed()); })) {
    lines.push_back(absl::StrCat(seeds.size() == 1 ? "seed " : "seeds ", absl::StrJoin(seeds, ", "),
                                 ": ", cause));
  }
  return lines;
}

}  // namespace labelrep
