#include "experiments/site/compared_runs.h"

#include <tuple>

namespace labelrep {
namespace {

// What runs have to share with another to be compared with it, but for the label kind and the seed.
auto Setting(const ReportSpec::Run& run) {
  return std::tuple(run.dataset(), run.encoder(), run.train_fraction_percent());
}

}  // namespace

std::vector<const SiteRun*> RunsOfBoth(const Compared& about) {
  std::vector<const SiteRun*> runs;
  for (const std::string& name : about.report.spec->runs()) {
    const SiteRun* run = about.inputs.FindRun(name);
    const ReportSpec::Run& spec = *run->outcome.spec;
    if (spec.has_variant() || (spec.label() != about.inputs.spec.baseline() &&
                               spec.label() != about.inputs.spec.compared())) {
      continue;
    }
    if (!runs.empty()) {
      const ReportSpec::Run& first = *runs[0]->outcome.spec;
      if (spec.dataset() == first.dataset() && spec.encoder() == first.encoder() &&
          spec.train_fraction_percent() < first.train_fraction_percent()) {
        runs.clear();
      } else if (Setting(spec) != Setting(first)) {
        continue;
      }
    }
    runs.push_back(run);
  }
  return runs;
}

std::vector<const SiteRun*> AllRuns(const Compared& about) {
  std::vector<const SiteRun*> runs;
  for (const std::string& name : about.report.spec->runs()) {
    runs.push_back(about.inputs.FindRun(name));
  }
  return runs;
}

const SiteRun* OfKind(const std::vector<const SiteRun*>& runs, const std::string& kind) {
  for (const SiteRun* run : runs) {
    if (run->outcome.spec->label() == kind) return run;
  }
  return nullptr;
}

}  // namespace labelrep
