#include "results/published/match.h"

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/check.h"
#include "lib/stats/mean_and_std.h"
#include "results/published/published.h"
#include "results/run_accuracy.h"

namespace labelrep {
namespace {

// As a field that was not printed stands for any, only what is set has to agree.
template <typename T>
bool Agrees(bool is_set, const T& published, const T& own) {
  return !is_set || published == own;
}

bool AgreesWithRecipe(const PublishedNumber& number, const Recipe& recipe) {
  return number.dataset() == recipe.dataset() && number.encoder() == recipe.encoder() &&
         number.label() == recipe.label().kind() &&
         number.train_fraction_percent() == recipe.train_fraction_percent() &&
         Agrees(number.has_epochs(), number.epochs(), recipe.epochs());
}

bool AgreesWithAttack(const AttackRecipe& published, const AttackRecipe& own) {
  return published.attack() == own.attack() &&
         Agrees(published.has_objective(), published.objective(), own.objective()) &&
         published.targeted() == own.targeted() &&
         Agrees(published.has_variant(), published.variant(), own.variant()) &&
         Agrees(published.has_steps(), published.steps(), own.steps()) &&
         Agrees(published.has_step_size_per_epsilon(), published.step_size_per_epsilon(),
                own.step_size_per_epsilon()) &&
         Agrees(published.has_restarts(), published.restarts(), own.restarts()) &&
         Agrees(published.has_queries(), published.queries(), own.queries());
}

std::optional<double> InPercent(std::optional<double> share) {
  if (!share.has_value()) return std::nullopt;
  return 100 * *share;
}

// Adds the matching numbers of all results.
template <typename Result>
void AddMatches(const std::vector<Result>& results, PublishedCell& cell) {
  for (const Result& result : results) {
    const std::optional<double> percent = MatchingPercent(cell.number, result);
    if (percent.has_value()) cell.own.push_back(*percent);
  }
}

}  // namespace

std::optional<double> MatchingPercent(const PublishedNumber& number, const RunResult& run) {
  if (number.has_attack() || run.has_failure() || !AgreesWithRecipe(number, run.recipe())) {
    return std::nullopt;
  }
  return InPercent(number.split() == PublishedNumber::VALIDATION ? BestValidationAccuracy(run)
                                                                 : TestAccuracy(run));
}

std::optional<double> MatchingPercent(const PublishedNumber& number, const AttackResult& attack) {
  if (!number.has_attack() || attack.has_failure() || attack.has_transferred_from() ||
      !AgreesWithRecipe(number, attack.model()) ||
      !AgreesWithAttack(number.attack(), attack.recipe())) {
    return std::nullopt;
  }
  const absl::StatusOr<RobustnessSummary> summary = Summarize(attack);
  if (!summary.ok()) return std::nullopt;
  return InPercent(summary->AccuracyAt(number.attack().epsilons(0)));
}

std::vector<PublishedCell> MatchPublished(const PublishedNumbers& published,
                                          const std::vector<RunResult>& runs,
                                          const std::vector<AttackResult>& attacks) {
  std::vector<PublishedCell> cells;
  std::map<std::string, size_t> index_of;
  for (const PublishedNumber& number : published.numbers()) {
    const auto [known, is_new] = index_of.emplace(CellOf(number), cells.size());
    if (is_new) {
      cells.push_back({.number = number, .published = {}, .own = {}});
      AddMatches(runs, cells.back());
      AddMatches(attacks, cells.back());
    }
    cells[known->second].published.push_back(number.accuracy_percent());
  }
  return cells;
}

Comparison ComparePublished(const std::vector<double>& published, const std::vector<double>& own) {
  LABELREP_CHECK(!published.empty(), "expected a published number");
  Comparison comparison;
  comparison.published_mean = OfSample(published).mean;
  if (published.size() > 1) comparison.published_std = OfSample(published).std;
  if (own.empty()) return comparison;
  const MeanAndStd sample = OfSample(own);
  comparison.own_mean = sample.mean;
  comparison.verdict = Verdict::kOneRun;
  if (own.size() == 1) return comparison;
  comparison.own_std = sample.std;
  comparison.prediction = PredictionInterval(own, static_cast<int>(published.size()));
  const bool within = comparison.published_mean >= comparison.prediction->lo &&
                      comparison.published_mean <= comparison.prediction->hi;
  comparison.verdict = within ? Verdict::kWithin : Verdict::kOutside;
  return comparison;
}

}  // namespace labelrep
