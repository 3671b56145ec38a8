#include "experiments/site/site.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "lib/base/json_string.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

std::string DataPath(const std::string& name) { return absl::StrCat("data/", name, ".js"); }

// Reference: RFC 3986, section 2.3, and the slashes between segments.
std::string EscapeUrl(const std::string& path) {
  std::string url;
  for (const char c : path) {
    const bool is_plain = absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' ||
                          c == '.' || c == '_' || c == '~' || c == '/';
    if (is_plain) {
      url += c;
    } else {
      absl::StrAppendFormat(&url, "%%%02X", static_cast<unsigned char>(c));
    }
  }
  return url;
}

bool StaysInSite(const std::string& path) {
  const std::vector<std::string> segments = absl::StrSplit(path, '/');
  return std::all_of(segments.begin(), segments.end(), [](const std::string& segment) {
    return !segment.empty() && segment[0] != '.';
  });
}

Markup Script(const SitePage& page, const std::string& path) {
  return Element("script", {{"src", page.Url(path)}, {"defer", ""}});
}

Markup Head(const SitePage& page) {
  std::vector<Markup> head = {
      Element("meta", {{"charset", "utf-8"}}),
      Element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}),
      // A page that is opened from a disk asks nobody for an icon.
      Element("link", {{"rel", "icon"}, {"href", "data:,"}}),
      Element("title", {}, {page.title, " - labelrep"}),
      Element("link", {{"rel", "stylesheet"}, {"href", page.Url(kStylePath)}})};
  for (const std::string& name : page.data) head.push_back(Script(page, DataPath(name)));
  if (page.has_charts) head.push_back(Script(page, kChartScriptPath));
  head.push_back(Script(page, kPageScriptPath));
  return Block("head", {}, head);
}

// Whether a page is in the section: it is its page, or in the folder of that.
bool IsIn(const SitePage& page, const SiteSection& section) {
  const size_t folder = section.path.rfind('/');
  if (folder == std::string::npos) return page.path == section.path;
  return page.path.compare(0, folder + 1, section.path, 0, folder + 1) == 0;
}

Markup Navigation(const SitePage& page, const std::vector<SiteSection>& sections) {
  std::vector<Markup> entries;
  for (const SiteSection& section : sections) {
    Attributes attributes = {{"href", page.Url(section.path)}};
    if (IsIn(page, section)) {
      attributes.push_back({"aria-current", page.path == section.path ? "page" : "true"});
    }
    entries.push_back(Element("li", {}, {Element("a", attributes, {section.title})}));
  }
  return Element("nav", {{"aria-label", "Site"}}, {Block("ul", {}, entries)});
}

std::string Document(const SitePage& page, const std::vector<SiteSection>& sections,
                     const Markup& footer) {
  std::vector<Markup> main = {Element("h1", {}, {page.title})};
  main.insert(main.end(), page.body.begin(), page.body.end());
  const Markup body = Block(
      "body", {},
      {Element("a", {{"class", "skip"}, {"href", "#main"}}, {"To the content"}),
       Block("header", {},
             {Element("a", {{"class", "name"}, {"href", page.Url(kFrontPath)}}, {"labelrep"}),
              Navigation(page, sections)}),
       Block("main", {{"id", "main"}, {"tabindex", "-1"}}, main), Element("footer", {}, {footer})});
  return absl::StrCat("<!DOCTYPE html>\n",
                      Block("html", {{"lang", "en"}}, {Head(page), body}).html(), "\n");
}

}  // namespace

std::string SitePage::Url(const std::string& to) const {
  std::string up;
  for (const char c : path) {
    if (c == '/') up += "../";
  }
  return up + EscapeUrl(to);
}

Markup SitePage::Link(const std::string& to, const Markup& text) const {
  return Element("a", {{"href", Url(to)}}, {text});
}

absl::Status Site::CheckNew(const std::string& path) const {
  if (!StaysInSite(path)) {
    return absl::InvalidArgumentError(
        absl::StrCat("site: \"", path, "\": expected a path below the site's folder"));
  }
  if (pages_.count(path) + files_.count(path) > 0) {
    return absl::InvalidArgumentError(absl::StrCat("site: two files are called ", path));
  }
  return absl::OkStatus();
}

absl::Status Site::AddPage(SitePage page) {
  LABELREP_RETURN_IF_ERROR(CheckNew(page.path));
  pages_.emplace(page.path, std::move(page));
  return absl::OkStatus();
}

absl::Status Site::AddFile(const std::string& path, std::string bytes) {
  LABELREP_RETURN_IF_ERROR(CheckNew(path));
  files_.emplace(path, std::move(bytes));
  return absl::OkStatus();
}

absl::Status Site::AddData(const std::string& name, const JsonValue& value) {
  return AddFile(DataPath(name), absl::StrCat("(self.labelrepData ||= {})[", JsonString(name),
                                              "] = ", value.text(), ";\n"));
}

absl::StatusOr<std::map<std::string, std::string>> Site::Finish(
    const std::vector<SiteSection>& sections, const Markup& footer) const {
  std::vector<SiteSection> there;
  for (const SiteSection& section : sections) {
    if (pages_.count(section.path) > 0) there.push_back(section);
  }
  std::map<std::string, std::string> files = files_;
  for (const auto& [path, page] : pages_) {
    for (const std::string& name : page.data) {
      if (files_.count(DataPath(name)) > 0) continue;
      return absl::InternalError(
          absl::StrCat("site: ", path, " reads ", DataPath(name), ", which was not added"));
    }
    files.emplace(path, Document(page, there, footer));
  }
  return files;
}

}  // namespace labelrep
