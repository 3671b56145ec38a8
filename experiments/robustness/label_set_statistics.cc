#include "experiments/robustness/label_set_statistics.h"

#include "absl/strings/str_cat.h"
#include "labels/make.h"
#include "lib/base/status_macros.h"

namespace labelrep {

absl::StatusOr<LabelStatistics> LabelSetStatistics::Find(const std::string& dataset,
                                                         const std::string& kind,
                                                         uint64_t label_seed) {
  const auto found = known_.find({dataset, kind, label_seed});
  if (found != known_.end()) return found->second;
  for (int i = 0; i < spec_.label_sets_size(); ++i) {
    const ReportSpec::Labels& entry = spec_.label_sets(i);
    if (entry.dataset() != dataset || entry.kind() != kind) continue;
    LabelSet labels = inputs_.label_sets.at(i);
    if (labels.recipe().seed() != label_seed) {
      LABELREP_ASSIGN_OR_RETURN(labels, DrawAgain(labels, label_seed));
    }
    LABELREP_ASSIGN_OR_RETURN(const LabelStatistics statistics, ComputeLabelStatistics(labels));
    return known_[{dataset, kind, label_seed}] = statistics;
  }
  return absl::InvalidArgumentError(
      absl::StrCat(spec_.name(), ": there are runs with labels of kind \"", kind, "\" on ", dataset,
                   ", but label_sets has none of that kind"));
}

}  // namespace labelrep
