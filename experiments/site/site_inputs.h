// What the pages of the site are made of.
#ifndef EXPERIMENTS_SITE_SITE_INPUTS_H_
#define EXPERIMENTS_SITE_SITE_INPUTS_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/report/report.h"
#include "experiments/report/runs.h"
#include "experiments/site/site.pb.h"
#include "results/figure.pb.h"
#include "results/report.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// A table or figure of the profile.
struct SiteReport {
  const SiteSpec::Report* spec = nullptr;
  std::optional<Figure> figure;              // of a figure
  Table table;                               // the one behind a figure
  std::map<std::string, std::string> files;  // bytes by format

  const std::string& name() const { return spec->name(); }
};

// A run of the profile, with what was measured of its model.
struct SiteRun {
  RunOutcome outcome;
  std::optional<Provenance> provenance;
  // One for each of outcome.attacks; none where it is not known.
  std::vector<std::optional<Provenance>> attack_provenances;
  std::vector<const SiteReport*> reports;  // that show it

  const std::string& name() const { return outcome.spec->name(); }
};

// Not to be copied: runs point to the spec and the results, and to reports.
struct SiteInputs {
  SiteInputs() = default;
  SiteInputs(const SiteInputs&) = delete;
  SiteInputs& operator=(const SiteInputs&) = delete;

  SiteSpec spec;
  ReportInputs results;
  std::vector<SiteReport> reports;  // in the order of the spec
  std::vector<SiteRun> runs;        // as those

  const Catalogue& catalogue() const { return spec.results().catalogue(); }
  const SiteReport* FindReport(const std::string& name) const;  // null for none
  const SiteRun* FindRun(const std::string& name) const;        // the same
};

// Fills `inputs`, which has the spec and nothing else, with what its files hold. NOT_FOUND or
// INVALID_ARGUMENT naming the file, and INVALID_ARGUMENT for a run that is named and not there.
absl::Status ReadSiteInputs(SiteInputs& inputs);

// The part of it that reads no file: `runs` from the spec, the results and the reports.
absl::Status ConnectRuns(SiteInputs& inputs);

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_SITE_INPUTS_H_
