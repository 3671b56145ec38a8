#include "experiments/figures/fraction_runs.h"

#include <algorithm>
#include <set>

#include "experiments/report/titles.h"

namespace labelrep {

std::vector<FractionGroup> GroupByFraction(const Catalogue& catalogue,
                                           const std::vector<RunOutcome>& outcomes) {
  std::set<double> fractions;
  for (const RunOutcome& outcome : outcomes)
    fractions.insert(outcome.run->train_fraction_percent());
  std::vector<FractionGroup> groups;
  for (const ComparedModels& models : ModelsOf(catalogue, outcomes)) {
    for (double percent : fractions) {
      for (const std::string& kind : LabelKinds(catalogue, outcomes)) {
        FractionGroup group{models, kind, LabelTitle(catalogue, kind), percent, {}};
        for (const RunOutcome& outcome : outcomes) {
          if (models.Include(*outcome.run) && outcome.run->label() == kind &&
              outcome.run->train_fraction_percent() == percent) {
            group.seeds.push_back(outcome);
          }
        }
        if (!group.seeds.empty()) groups.push_back(group);
      }
    }
  }
  return groups;
}

bool InOnePanel(const FractionGroup& a, const FractionGroup& b) {
  return a.models.dataset == b.models.dataset && a.models.encoder == b.models.encoder;
}

bool HasSeveralFractions(const std::vector<FractionGroup>& groups) {
  return std::any_of(groups.begin(), groups.end(), [&](const FractionGroup& group) {
    return group.percent != groups[0].percent;
  });
}

std::optional<double> TestAccuracy(const RunResult& result) {
  for (Decision decision : {Decision::kLargestOutput, Decision::kNearestLabel}) {
    if (const std::optional<int64_t> correct = CorrectDecisions(result.test(), decision))
      return static_cast<double>(*correct) / static_cast<double>(result.test().images());
  }
  return std::nullopt;
}

std::map<uint32_t, double> AccuracyBySeed(const FractionGroup& group) {
  std::map<uint32_t, double> accuracies;
  for (const RunOutcome& outcome : group.seeds) {
    if (!outcome.IsMeasured()) continue;
    if (const std::optional<double> accuracy = TestAccuracy(*outcome.result))
      accuracies[outcome.run->seed()] = *accuracy;
  }
  return accuracies;
}

}  // namespace labelrep
