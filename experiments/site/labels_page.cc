// The labels as pictures and sounds: what the report of label pictures has, class by class.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "experiments/report/titles.h"
#include "experiments/site/pages.h"
#include "experiments/site/parts.h"
#include "lib/base/status_macros.h"
#include "lib/viz/picture_png.h"

namespace labelrep {
namespace {

constexpr char kColorBarPath[] = "labels/colors.png";

// The heading of a picture's column: headings stand until a row has others.
std::string ColumnOf(const Figure& figure, const Picture& picture) {
  for (int row = picture.row(); row >= 0; --row) {
    const auto& columns = figure.rows(row).columns();
    if (picture.column() < columns.size()) return columns[picture.column()];
  }
  return picture.column() < figure.columns_size() ? figure.columns(picture.column()) : "";
}

// One entry of a label set: its picture, the class that it stands for, and what can be heard.
absl::StatusOr<Markup> LabelEntry(const Figure& figure, const Picture& picture,
                                  const SitePage& page, Site& site) {
  const PanelRow& row = figure.rows(picture.row());
  const std::string name = picture.has_heading() ? picture.heading() : ColumnOf(figure, picture);
  const std::string stem = absl::StrCat("labels/", picture.row(), "_", picture.column());
  LABELREP_ASSIGN_OR_RETURN(const std::string png, PictureAsPng(picture, row.colors()));
  LABELREP_RETURN_IF_ERROR(site.AddFile(stem + ".png", png));
  std::vector<Markup> parts = {
      Element("img", {{"src", page.Url(stem + ".png")},
                      {"alt", absl::StrCat("label of ", name, ", ", row.heading())},
                      {"class", picture.height() == 1 ? "vector" : "matrix"},
                      {"width", absl::StrCat(picture.width())},
                      {"height", absl::StrCat(picture.height())},
                      {"loading", "lazy"}}),
      Element("figcaption", {}, {name})};
  for (int i = 0; i < picture.sounds_size(); ++i) {
    const PictureSound& sound = picture.sounds(i);
    const std::string path = absl::StrCat(stem, "_", i, ".wav");
    LABELREP_RETURN_IF_ERROR(site.AddFile(path, sound.wav()));
    parts.push_back(Element("span", {{"class", "sound"}}, {sound.name()}));
    parts.push_back(Element(
        "audio", {{"controls", ""},
                  {"preload", "none"},
                  {"src", page.Url(path)},
                  {"aria-label", absl::StrCat(row.heading(), ", ", name, ", ", sound.name())}}));
  }
  return Block("figure", {}, parts);
}

absl::StatusOr<std::vector<Markup>> LabelKind(const Figure& figure, int row, const SitePage& page,
                                              Site& site) {
  std::vector<Markup> entries;
  for (const Picture& picture : figure.pictures()) {
    if (picture.row() != row) continue;
    LABELREP_ASSIGN_OR_RETURN(const Markup entry, LabelEntry(figure, picture, page, site));
    entries.push_back(entry);
  }
  const PanelRow& kind = figure.rows(row);
  std::vector<Markup> parts = {Element("h2", {}, {kind.heading()})};
  if (entries.empty()) {
    parts.push_back(Element("p", {}, {"Not there; see below."}));
    return parts;
  }
  if (kind.has_colors()) {
    const ColorScale& colors = kind.colors();
    parts.push_back(Element("p", {{"class", "scale"}},
                            {absl::StrFormat("%s%s%g ", colors.title(),
                                             colors.title().empty() ? "" : ": ", colors.low()),
                             Element("img", {{"src", page.Url(kColorBarPath)}, {"alt", "to"}}),
                             absl::StrFormat(" %g", colors.high())}));
  }
  parts.push_back(Block("div", {{"class", "labels"}}, entries));
  return parts;
}

}  // namespace

absl::Status AddLabelsPage(const SiteInputs& inputs, Site& site) {
  const std::string& name = inputs.spec.labels_report();
  const SiteReport* report = inputs.FindReport(name);
  SitePage page = {.path = kLabelsPath, .title = "Labels to see and hear"};
  if (report == nullptr || !report->figure.has_value()) {
    const auto* missing = FindEntry(inputs.spec.missing_reports(), name);
    page.body.push_back(Element(
        "p", {},
        {absl::StrCat("Not here: ", missing == nullptr ? "the profile has none" : missing->reason(),
                      ". They are made by "),
         Element("code", {}, {CommandFor(inputs, name)}), "."}));
    return site.AddPage(page);
  }
  const Figure& figure = *report->figure;
  page.body.push_back(Element("p", {{"class", "subtitle"}},
                              {"What models are trained to output for each class. All of it is in ",
                               page.Link(ReportPath(report->name()), report->spec->title()), "."}));
  for (const std::string& note : figure.notes()) page.body.push_back(Element("p", {}, {note}));
  LABELREP_ASSIGN_OR_RETURN(const std::string bar, ColorBarAsPng());
  LABELREP_RETURN_IF_ERROR(site.AddFile(kColorBarPath, bar));
  for (int row = 0; row < figure.rows_size(); ++row) {
    LABELREP_ASSIGN_OR_RETURN(std::vector<Markup> parts, LabelKind(figure, row, page, site));
    for (Markup& part : parts) page.body.push_back(std::move(part));
  }
  std::vector<Markup> missing;
  for (const std::string& line : figure.missing()) missing.push_back(line);
  if (!missing.empty()) {
    page.body.push_back(Element("h2", {}, {"What is not there"}));
    page.body.push_back(List(missing));
  }
  return site.AddPage(page);
}

}  // namespace labelrep
