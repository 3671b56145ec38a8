#include "experiments/report/compared_kinds.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "experiments/report/compared_runs.h"

namespace labelrep {
namespace {

// Those of the models, by training fraction and seed.
std::vector<const AttackedRun*> SortedRuns(const ComparedModels& models,
                                           const std::vector<AttackedRun>& runs) {
  std::vector<const AttackedRun*> sorted;
  for (const AttackedRun& run : runs) {
    if (models.Include(run.Spec())) sorted.push_back(&run);
  }
  const auto place = [](const AttackedRun* run) {
    return std::make_tuple(run->Spec().train_fraction_percent(), run->Spec().seed());
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const auto* a, const auto* b) { return place(a) < place(b); });
  return sorted;
}

// "CIFAR-10, ResNet-32", and what tells `run` from others of these models.
std::string Title(const ComparedModels& models, const ReportSpec::Run& run,
                  const std::vector<const AttackedRun*>& runs) {
  const auto any = [&](auto differs) { return std::any_of(runs.begin(), runs.end(), differs); };
  std::string title = absl::StrCat(models.dataset_title, ", ", models.encoder_title);
  if (any([&](const AttackedRun* other) {
        return other->Spec().train_fraction_percent() != run.train_fraction_percent();
      })) {
    absl::StrAppend(&title, ", ", run.train_fraction_percent(), " %");
  }
  if (any([&](const AttackedRun* other) { return other->Spec().seed() != run.seed(); })) {
    absl::StrAppend(&title, ", seed ", run.seed());
  }
  return title;
}

}  // namespace

const AttackedRun* ComparedKinds::Find(const std::string& kind) const {
  const auto run = by_kind.find(kind);
  return run == by_kind.end() ? nullptr : run->second;
}

std::vector<ComparedKinds> CompareKinds(const Catalogue& catalogue,
                                        const std::vector<AttackedRun>& runs) {
  std::vector<ComparedKinds> groups;
  for (const ComparedModels& models : ModelsOf(catalogue, OutcomesOf(runs))) {
    const std::vector<const AttackedRun*> sorted = SortedRuns(models, runs);
    const AttackedRun* previous = nullptr;
    for (const AttackedRun* run : sorted) {
      if (previous == nullptr || !DifferInLabelOnly(previous->Spec(), run->Spec())) {
        groups.push_back({Title(models, run->Spec(), sorted), {}});
      }
      groups.back().by_kind.emplace(run->Spec().label(), run);
      previous = run;
    }
  }
  return groups;
}

}  // namespace labelrep
