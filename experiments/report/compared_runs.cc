#include "experiments/report/compared_runs.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "experiments/report/titles.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

template <typename NameOf>
std::vector<std::string> Names(const std::vector<RunOutcome>& outcomes, const NameOf& name_of) {
  std::vector<std::string> names;
  for (const RunOutcome& outcome : outcomes) names.push_back(name_of(*outcome.run));
  return names;
}

}  // namespace

absl::StatusOr<std::vector<RunOutcome>> CheckedOutcomes(const ReportSpec& spec,
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

std::vector<ComparedModels> ModelsOf(const Catalogue& catalogue,
                                     const std::vector<RunOutcome>& outcomes) {
  const std::vector<std::string> datasets =
      DatasetsInOrder(catalogue, Names(outcomes, [](const auto& run) { return run.dataset(); }));
  const std::vector<std::string> encoders =
      EncodersInOrder(catalogue, Names(outcomes, [](const auto& run) { return run.encoder(); }));
  std::vector<ComparedModels> groups;
  for (const std::string& dataset : datasets) {
    for (const std::string& encoder : encoders) {
      ComparedModels models{dataset, encoder, DatasetTitle(catalogue, dataset),
                            EncoderTitle(catalogue, encoder), ""};
      models.title = datasets.size() > 1
                         ? absl::StrCat(models.dataset_title, ", ", models.encoder_title)
                         : models.encoder_title;
      if (std::any_of(outcomes.begin(), outcomes.end(),
                      [&](const RunOutcome& outcome) { return models.Include(*outcome.run); })) {
        groups.push_back(models);
      }
    }
  }
  return groups;
}

std::vector<std::string> LabelKinds(const Catalogue& catalogue,
                                    const std::vector<RunOutcome>& outcomes) {
  return LabelKindsInOrder(catalogue, Names(outcomes, [](const auto& run) { return run.label(); }));
}

bool DifferInLabelOnly(const ReportSpec::Run& one, const ReportSpec::Run& other) {
  const auto others = [](const ReportSpec::Run& run) {
    return std::make_tuple(run.dataset(), run.encoder(), run.train_fraction_percent(), run.seed());
  };
  return others(one) == others(other);
}

}  // namespace labelrep
