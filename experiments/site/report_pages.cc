// A page for each table and figure: the chart or the table, what is missing, its files, its runs.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/site/pages.h"
#include "experiments/site/parts.h"
#include "lib/base/status_macros.h"
#include "lib/report/html.h"
#include "lib/viz/vega_lite.h"

namespace labelrep {
namespace {

// Pictures with sounds make files of many megabytes, which would make most of the site.
constexpr size_t kLargestFileBytes = 5 << 19;

std::string FilePath(const SiteReport& report, const std::string& format) {
  return absl::StrCat("files/", report.name(), ".", format);
}

bool IsInSite(const std::string& bytes) { return bytes.size() <= kLargestFileBytes; }

absl::Status AddFiles(const SiteReport& report, Site& site) {
  for (const auto& [format, bytes] : report.files) {
    if (!IsInSite(bytes)) continue;
    LABELREP_RETURN_IF_ERROR(site.AddFile(FilePath(report, format), bytes));
  }
  return absl::OkStatus();
}

std::vector<Markup> Downloads(const SiteInputs& inputs, const SiteReport& report,
                              const SitePage& page) {
  std::vector<Markup> links;
  std::string left_out;
  for (const auto& [format, bytes] : report.files) {
    if (!IsInSite(bytes)) {
      absl::StrAppend(&left_out, left_out.empty() ? "" : ", ", ".", format);
      continue;
    }
    links.push_back(Element("a", {{"href", page.Url(FilePath(report, format))}, {"download", ""}},
                            {absl::StrCat(".", format)}));
  }
  Markup made = "Made by ";
  made += Element("code", {}, {CommandFor(inputs, report.name())});
  if (!left_out.empty()) {
    made += absl::StrCat(", which also leaves what is too large for this site: ", left_out);
  }
  made += Markup(".");
  return {Element("h2", {}, {"Files"}), Element("div", {{"class", "downloads"}}, {List(links)}),
          Element("p", {}, {made})};
}

std::vector<Markup> Runs(const SiteInputs& inputs, const SiteReport& report, const SitePage& page) {
  if (report.spec->runs().empty()) return {};
  std::vector<Markup> links;
  int measured = 0;
  for (const std::string& name : report.spec->runs()) {
    const SiteRun* run = inputs.FindRun(name);
    Markup entry = page.Link(RunPath(name), RunTitle(inputs.catalogue(), *run->outcome.spec));
    if (run->outcome.IsMeasured()) {
      ++measured;
    } else {
      entry += absl::StrCat(" (", RunReason(run->outcome), ")");
    }
    links.push_back(entry);
  }
  return {Element("h2", {{"id", "runs"}}, {"Runs"}),
          Details(absl::StrCat(measured, " of ", links.size(), " runs measured"), {List(links)})};
}

// The chart, which a script draws in place of the picture, and what it says in words.
std::vector<Markup> Chart(const SiteReport& report, const SitePage& page) {
  const Figure& figure = *report.figure;
  std::vector<Markup> parts = {Element(
      "div", {{"data-module", "figure"}, {"data-from", report.name()}},
      {Element("img",
               {{"src", page.Url(FilePath(report, "svg"))},
                {"alt", absl::StrCat(figure.title(), "; its numbers are in the table below")}})})};
  if (!figure.interval().empty()) {
    parts.push_back(Element("p", {{"class", "notes"}},
                            {absl::StrCat("Bands and whiskers: ", figure.interval(), ".")}));
  }
  // A table that is made from the points has the notes itself.
  if (figure.has_table()) {
    for (const std::string& note : figure.notes()) {
      parts.push_back(Element("p", {{"class", "notes"}}, {note}));
    }
  }
  std::vector<Markup> missing;
  for (const std::string& line : figure.missing()) missing.push_back(line);
  if (!missing.empty()) {
    parts.push_back(Details("What is not in the figure", {List(missing)}));
  }
  parts.push_back(Element("h2", {}, {"The numbers"}));
  return parts;
}

// The chart's specification, without the sounds, which the page of labels plays.
absl::Status AddChartData(const SiteReport& report, Site& site) {
  Figure figure = *report.figure;
  for (Picture& picture : *figure.mutable_pictures()) picture.clear_sounds();
  LABELREP_ASSIGN_OR_RETURN(const std::string specification, FigureAsVegaLite(figure));
  return site.AddData(report.name(), JsonValue::Literal(specification));
}

absl::Status AddReportPage(const SiteInputs& inputs, const SiteReport& report, Site& site) {
  SitePage page = {.path = ReportPath(report.name()), .title = report.spec->title()};
  const std::string& subtitle =
      report.figure.has_value() ? report.figure->subtitle() : report.table.subtitle();
  if (!subtitle.empty()) {
    page.body.push_back(Element("p", {{"class", "subtitle"}}, {subtitle}));
  }
  LABELREP_RETURN_IF_ERROR(AddFiles(report, site));
  if (report.figure.has_value()) {
    LABELREP_RETURN_IF_ERROR(AddChartData(report, site));
    page.data = {report.name()};
    page.has_charts = true;
    for (Markup& part : Chart(report, page)) page.body.push_back(std::move(part));
  }
  page.body.push_back(
      Element("div", {{"data-module", "table"}},
              {Markup::Trusted(TableAsHtmlFragment(report.table, report.name() + "-"))}));
  for (Markup& part : Downloads(inputs, report, page)) page.body.push_back(std::move(part));
  for (Markup& part : Runs(inputs, report, page)) page.body.push_back(std::move(part));
  return site.AddPage(page);
}

}  // namespace

absl::Status AddReportPages(const SiteInputs& inputs, Site& site) {
  for (const SiteReport& report : inputs.reports) {
    LABELREP_RETURN_IF_ERROR(AddReportPage(inputs, report, site));
  }
  SitePage index = {.path = kReportsPath, .title = "Tables and figures"};
  index.body = ReportLists(inputs, index);
  return site.AddPage(index);
}

}  // namespace labelrep
