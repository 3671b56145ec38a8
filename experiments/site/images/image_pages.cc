#include "experiments/site/images/image_pages.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/report.h"
#include "experiments/report/titles.h"
#include "experiments/site/images/image_table.h"
#include "experiments/site/images/pictures.h"
#include "experiments/site/message_json.h"
#include "experiments/site/parts.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

using Tables = std::vector<JoinedTable>;

std::string PagePath(const Tables& tables, size_t table) {
  return table == 0 ? kImagesPath : absl::StrCat("images/", tables[table].table.name(), ".html");
}

absl::Status AddMessage(const std::string& name, const google::protobuf::Message& message,
                        Site& site) {
  LABELREP_ASSIGN_OR_RETURN(const JsonValue json, MessageAsJson(message));
  return site.AddData(name, json);
}

// Links to the pages of all tables; nothing where there is one.
Markup LinksToTables(const Tables& tables, size_t shown, const SitePage& page) {
  if (tables.size() == 1) return {};
  std::vector<Markup> links;
  for (size_t i = 0; i < tables.size(); ++i) {
    Attributes attributes = {{"href", page.Url(PagePath(tables, i))}};
    if (i == shown) attributes.push_back({"aria-current", "page"});
    links.push_back(Element("li", {}, {Element("a", attributes, {tables[i].table.title()})}));
  }
  return Element("nav", {{"aria-label", "Models"}}, {Block("ul", {}, links)});
}

// What the page cannot show a picture of, and how to get it.
std::vector<Markup> AboutPictures(const SiteInputs& inputs, const JoinedTable& joined) {
  std::vector<Markup> sentences;
  if (!joined.table.has_pictures()) {
    sentences.push_back(Element(
        "p", {},
        {absl::StrCat("The images of ", TitleOf(inputs.catalogue().datasets(), joined.dataset),
                      " are not here, as the data set was not at hand when the site was made. "
                      "With a variable that names its folder (README, \"Data\"), such as "),
         Element("code", {}, {"LABELREP_CIFAR10"}), ", the same command has them: ",
         Element("code", {}, {absl::StrCat("./bazelw run ", inputs.spec.command())}), "."}));
  }
  if (joined.pictures.empty()) {
    sentences.push_back(Element("p", {},
                                {"What attacks make of the images has no pictures here: recorded "
                                 "attacks have decisions only, and those that are run leave them "
                                 "for the first images."}));
  }
  return sentences;
}

// What was not measured, a line for all label kinds that lack the same for the same reason.
std::vector<Markup> WhatIsMissing(const ImageTable& table) {
  NamesByText kinds;
  for (const ImageTable::Kind& kind : table.kinds()) {
    const std::string& reason = kind.has_missing() ? kind.missing() : kind.runner_ups_missing();
    const char* what = kind.has_missing() ? "Decisions" : "Runner-ups";
    if (!reason.empty()) kinds.Add(absl::StrCat(what, ": ", reason), kind.title());
    for (const ImageTable::Attack& attack : kind.attacks()) {
      if (!attack.has_missing()) continue;
      kinds.Add(absl::StrCat(attack.title(), ": ", attack.missing()), kind.title());
    }
  }
  std::vector<Markup> lines;
  for (const auto& [what, names] : kinds.Groups()) {
    lines.push_back(absl::StrCat(what, " (", absl::StrJoin(names, ", "), ")"));
  }
  return lines;
}

absl::Status AddImagePage(const SiteInputs& inputs, const Tables& tables, size_t shown,
                          Site& site) {
  const ImageTable& table = tables[shown].table;
  SitePage page = {.path = PagePath(tables, shown),
                   .title = absl::StrCat("Test images: ", table.title())};
  page.body.push_back(Element(
      "p", {{"class", "subtitle"}},
      {absl::StrCat("What the model of each label kind decides on the first ", table.images(),
                    " test images, by the SHA-256 of their records, which class came next, and "
                    "what each attack makes of that. Epsilon is in normalised units.")}));
  page.body.push_back(LinksToTables(tables, shown, page));
  for (Markup& sentence : AboutPictures(inputs, tables[shown])) {
    page.body.push_back(std::move(sentence));
  }
  const std::string data = absl::StrCat("images_", table.name());
  LABELREP_RETURN_IF_ERROR(AddMessage(data, table, site));
  page.data = {data};
  page.body.push_back(Element(
      "div", {{"data-module", "images"}, {"data-from", data}, {"data-root", page.Url("")}},
      {Element("noscript", {},
               {"To choose among images, a browser has to run the scripts of this page. How many "
                "are right under each attack is in the tables of robustness, too."})}));
  const std::vector<Markup> missing = WhatIsMissing(table);
  if (!missing.empty()) {
    page.body.push_back(Element("h2", {}, {"What is not there"}));
    page.body.push_back(List(missing));
  }
  return site.AddPage(page);
}

}  // namespace

absl::Status AddImagePages(const SiteInputs& inputs, Site& site) {
  const ImagesSpec& spec = inputs.spec.images();
  if (spec.report().runs().empty()) return absl::OkStatus();
  LABELREP_ASSIGN_OR_RETURN(const ReportInputs results, ReadInputs(spec.report()));
  LABELREP_ASSIGN_OR_RETURN(Tables tables, JoinImages(spec.report(), results));
  LABELREP_ASSIGN_OR_RETURN(TablePictures pictures, MakePictures(spec, tables));
  for (auto& [path, bytes] : pictures.files) {
    LABELREP_RETURN_IF_ERROR(site.AddFile(path, std::move(bytes)));
  }
  for (const auto& [name, attacked] : pictures.attacked) {
    LABELREP_RETURN_IF_ERROR(AddMessage(name, attacked, site));
  }
  for (size_t i = 0; i < tables.size(); ++i) {
    LABELREP_RETURN_IF_ERROR(AddImagePage(inputs, tables, i, site));
  }
  return absl::OkStatus();
}

}  // namespace labelrep
