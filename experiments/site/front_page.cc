// The front page: what the suite says, and where everything else is.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/site/pages.h"
#include "experiments/site/parts.h"

namespace labelrep {
namespace {

std::vector<Markup> Contents(const SiteInputs& inputs, const SitePage& page) {
  std::vector<Markup> links;
  for (const SiteReport& report : inputs.reports) {
    links.push_back(page.Link(ReportPath(report.name()), report.spec->title()));
  }
  const auto measured = std::count_if(inputs.runs.begin(), inputs.runs.end(),
                                      [](const auto& run) { return run.outcome.IsMeasured(); });
  return {Element("h2", {}, {"Tables and figures"}), List(links), Element("h2", {}, {"Runs"}),
          Element("p", {},
                  {page.Link(kRunsPath, absl::StrCat(inputs.runs.size(), " runs")),
                   absl::StrCat(", ", measured, " of them measured.")})};
}

}  // namespace

absl::Status AddFrontPage(const SiteInputs& inputs, Site& site) {
  SitePage page = {.path = kFrontPath, .title = "Label representations: what was measured"};
  page.body.push_back(Element("p", {{"class", "subtitle"}}, {ProfileTitle(inputs), "."}));
  for (Markup& part : Contents(inputs, page)) page.body.push_back(std::move(part));
  return site.AddPage(page);
}

}  // namespace labelrep
