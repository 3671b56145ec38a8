// The pages of the site: what site.h says a page is.
#ifndef EXPERIMENTS_SITE_PAGES_H_
#define EXPERIMENTS_SITE_PAGES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "experiments/site/site.h"
#include "experiments/site/site_inputs.h"

namespace labelrep {

// What the suite says in five sentences, and everything that there is.
absl::Status AddFrontPage(const SiteInputs& inputs, Site& site);

// A page for each table and figure, and their files.
absl::Status AddReportPages(const SiteInputs& inputs, Site& site);

// The labels as pictures and sounds.
absl::Status AddLabelsPage(const SiteInputs& inputs, Site& site);

// A list of all runs, and a page for each.
absl::Status AddRunPages(const SiteInputs& inputs, Site& site);

// All files of the site by path. Errors as of the functions above and of Site.
absl::StatusOr<std::map<std::string, std::string>> MakeSite(const SiteInputs& inputs);

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_PAGES_H_
