#include "experiments/robustness/outcomes.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "experiments/robustness/run_verdict.h"
#include "lib/base/status_macros.h"
#include "results/run_accuracy.h"

namespace labelrep {
namespace {

using Share = std::optional<double>;

Outcome WithFraction(double percent) {
  const std::string title =
      percent == 100 ? "accuracy" : absl::StrCat("accuracy, ", percent, " % of the images");
  return {title, [=](const RunOutcome& run) -> absl::StatusOr<Share> {
            const bool is_there = run.IsMeasured() && run.spec->train_fraction_percent() == percent;
            return is_there ? TestAccuracy(*run.result) : std::nullopt;
          }};
}

// The attacks of which the released code has a variant, in that of the paper.
Outcome UnderPaperAttacks(double epsilon) {
  return {absl::StrCat("under the paper's attacks, epsilon ", epsilon),
          [=](const RunOutcome& run) -> absl::StatusOr<Share> {
            std::vector<const AttackResult*> results;
            for (const ReportAttack& attack : run.attacks) {
              if (attack.IsMeasured() &&
                  InVariant(AttackRecipe::RELEASE, attack, run.attacks) != nullptr) {
                results.push_back(attack.result);
              }
            }
            const AccuracyAtEpsilon found = WorstCaseAtExactly(results, epsilon);
            return found.images == 0 ? std::nullopt : Share(found.Accuracy());
          }};
}

Outcome InTheWorstCase(double epsilon) {
  return {absl::StrCat("worst case, epsilon ", epsilon),
          [=](const RunOutcome& run) -> absl::StatusOr<Share> {
            LABELREP_ASSIGN_OR_RETURN(const std::optional<RunVerdict> verdict, JudgeRun(run));
            return verdict.has_value() ? verdict->worst_case.AccuracyAt(epsilon) : std::nullopt;
          }};
}

}  // namespace

std::vector<Outcome> OutcomesOf(const ReportRuns& runs) {
  std::set<double> percents;
  for (const RunOutcome& run : runs.outcomes) percents.insert(run.spec->train_fraction_percent());
  std::vector<Outcome> outcomes;
  for (const double percent : percents) outcomes.push_back(WithFraction(percent));
  if (const std::optional<double> epsilon = EpsilonOfMostAttacks(runs)) {
    outcomes.push_back(UnderPaperAttacks(*epsilon));
    outcomes.push_back(InTheWorstCase(*epsilon));
  }
  return outcomes;
}

}  // namespace labelrep
