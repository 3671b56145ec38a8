#include "experiments/site/pages.h"

#include "absl/strings/str_cat.h"
#include "experiments/site/images/image_pages.h"
#include "experiments/site/listening/listening_pages.h"
#include "experiments/site/parts.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

struct PageKind {
  SiteSection section;
  absl::Status (*add)(const SiteInputs&, Site&);
};

// In the order of the navigation.
const PageKind kPages[] = {
    {{"Overview", kFrontPath}, AddFrontPage},
    {{"Tables and figures", kReportsPath}, AddReportPages},
    {{"Labels", kLabelsPath}, AddLabelsPage},
    {{"Images", kImagesPath}, AddImagePages},
    {{"Listening", kListeningPath}, AddListeningPages},
    {{"Runs", kRunsPath}, AddRunPages},
};

template <typename Paths>
absl::StatusOr<std::string> Concatenate(const Paths& paths) {
  std::string all;
  for (const std::string& path : paths) {
    LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
    absl::StrAppend(&all, bytes, "\n");
  }
  return all;
}

absl::Status AddAssets(const SiteSpec& spec, Site& site) {
  LABELREP_ASSIGN_OR_RETURN(const std::string charts, Concatenate(spec.chart_scripts()));
  LABELREP_RETURN_IF_ERROR(site.AddFile(kChartScriptPath, charts));
  LABELREP_ASSIGN_OR_RETURN(const std::string scripts, Concatenate(spec.page_scripts()));
  LABELREP_RETURN_IF_ERROR(site.AddFile(kPageScriptPath, scripts));
  LABELREP_ASSIGN_OR_RETURN(const std::string styles, Concatenate(spec.styles()));
  LABELREP_RETURN_IF_ERROR(site.AddFile(kStylePath, styles));
  LABELREP_ASSIGN_OR_RETURN(const std::string licences, Concatenate(spec.licences()));
  return site.AddFile("assets/licences.txt", licences);
}

Markup Footer(const SiteInputs& inputs) {
  Markup footer = ProfileTitle(inputs);
  footer += Markup(". Made by ");
  footer += Element("code", {}, {absl::StrCat("./bazelw run ", inputs.spec.command())});
  footer += Markup(". Charts by Vega, Vega-Lite and Vega-Embed (assets/licences.txt).");
  return Element("p", {}, {footer});
}

}  // namespace

absl::StatusOr<std::map<std::string, std::string>> MakeSite(const SiteInputs& inputs) {
  Site site;
  LABELREP_RETURN_IF_ERROR(AddAssets(inputs.spec, site));
  std::vector<SiteSection> sections;
  for (const PageKind& page : kPages) {
    LABELREP_RETURN_IF_ERROR(page.add(inputs, site));
    sections.push_back(page.section);
  }
  return site.Finish(sections, Footer(inputs));
}

}  // namespace labelrep
