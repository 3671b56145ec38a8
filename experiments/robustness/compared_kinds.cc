#include "experiments/robustness/compared_kinds.h"

#include <cstdint>
#include <set>

#include "absl/strings/str_cat.h"
#include "experiments/tables/compared_runs.h"
#include "experiments/tables/titles.h"

namespace labelrep {

const AttackedRun* ComparedKinds::Find(const std::string& kind) const {
  const auto run = by_kind.find(kind);
  return run == by_kind.end() ? nullptr : run->second;
}

std::vector<ComparedKinds> CompareKinds(const std::vector<AttackedRun>& runs) {
  std::vector<ComparedKinds> groups;
  for (const ComparedModels& models : ModelsOf(OutcomesOf(runs))) {
    std::set<uint32_t> seeds;
    for (const AttackedRun& run : runs) {
      if (models.Include(*run.run.run)) seeds.insert(run.run.run->seed());
    }
    for (const uint32_t seed : seeds) {
      ComparedKinds& group = groups.emplace_back();
      group.title = absl::StrCat(DatasetTitle(models.dataset), ", ", EncoderTitle(models.encoder));
      if (seeds.size() > 1) absl::StrAppend(&group.title, ", seed ", seed);
      for (const AttackedRun& run : runs) {
        const TableSpec::Run& spec = *run.run.run;
        if (models.Include(spec) && spec.seed() == seed) group.by_kind.emplace(spec.label(), &run);
      }
    }
  }
  return groups;
}

}  // namespace labelrep
