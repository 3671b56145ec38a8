#include "experiments/tables/compared_runs.h"

#include <algorithm>
#include <functional>

#include "absl/strings/str_cat.h"
#include "experiments/tables/titles.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

std::vector<std::string> Names(const std::vector<RunOutcome>& outcomes,
                               const std::function<std::string(const TableSpec::Run&)>& name_of,
                               const std::vector<std::string>& first) {
  std::vector<std::string> names;
  for (const RunOutcome& outcome : outcomes) names.push_back(name_of(*outcome.run));
  return InOrder(names, first);
}

}  // namespace

absl::StatusOr<std::vector<RunOutcome>> CheckedOutcomes(const TableSpec& spec,
                                                        const std::vector<RunResult>& results) {
  if (spec.runs().empty())
    return absl::InvalidArgumentError(absl::StrCat(spec.name(), ": no runs"));
  std::vector<RunOutcome> outcomes;
  for (int i = 0; i < spec.runs_size(); ++i) {
    outcomes.push_back({&spec.runs(i), &results.at(i)});
    LABELREP_RETURN_IF_ERROR(CheckOutcome(outcomes.back()));
  }
  return outcomes;
}

std::vector<ComparedModels> ModelsOf(const std::vector<RunOutcome>& outcomes) {
  const std::vector<std::string> datasets =
      Names(outcomes, [](const auto& run) { return run.dataset(); }, {"cifar10", "cifar100"});
  const std::vector<std::string> encoders = Names(
      outcomes, [](const auto& run) { return run.encoder(); }, {"vgg19", "resnet32", "resnet110"});
  std::vector<ComparedModels> groups;
  for (const std::string& dataset : datasets) {
    for (const std::string& encoder : encoders) {
      const std::string prefix = datasets.size() > 1 ? DatasetTitle(dataset) + ", " : "";
      const ComparedModels models{dataset, encoder, prefix + EncoderTitle(encoder)};
      if (std::any_of(outcomes.begin(), outcomes.end(),
                      [&](const RunOutcome& outcome) { return models.Include(*outcome.run); })) {
        groups.push_back(models);
      }
    }
  }
  return groups;
}

std::vector<std::string> LabelKinds(const std::vector<RunOutcome>& outcomes) {
  return Names(
      outcomes, [](const auto& run) { return run.label(); }, PaperLabelKinds());
}

}  // namespace labelrep
