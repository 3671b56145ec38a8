// The files of the site while they are made.
//
// A page is
//   - a function that adds it, with the data that its script reads, and an entry in kPages
//     (pages.cc), which puts it into the navigation of all pages:
//
//       absl::Status AddMyPage(const SiteInputs& inputs, Site& site) {
//         SitePage page = {.path = "mine.html", .title = "Mine"};
//         LABELREP_RETURN_IF_ERROR(
//             site.AddData("mine", JsonValue::Object({{"numbers", JsonArray(numbers)}})));
//         page.data = {"mine"};
//         page.body.push_back(Element("div", {{"data-module", "mine"}, {"data-from", "mine"}}));
//         return site.AddPage(page);
//       }
//
//   - where it has more than HTML, a script js/mine.js, which finds that element and that data:
//
//       labelrep.module("mine", (element, data) => { element.append(data.numbers.length); });
//
// Pages are read without scripts too: what only a script shows is said in words beside it. Markup
// (lib/report/markup.h) escapes all text. Files that a page shows, such as pictures, are AddFile()d
// and named by page.Url().
#ifndef EXPERIMENTS_SITE_SITE_H_
#define EXPERIMENTS_SITE_SITE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/report/markup.h"
#include "lib/viz/json_value.h"

namespace labelrep {

struct SitePage {
  std::string path;   // in the site: "runs/NAME.html"
  std::string title;  // its heading, and the browser's
  std::vector<Markup> body = {};
  std::vector<std::string> data = {};  // names of AddData() that its scripts read
  bool has_charts = false;             // whether they draw with Vega

  // A reference from this page to a file of the site: "../table1.csv".
  std::string Url(const std::string& to) const;
  // A link to a page or file of the site.
  Markup Link(const std::string& to, const Markup& text) const;
};

// An entry of the navigation that all pages have.
struct SiteSection {
  std::string title;
  std::string path;  // of its page; one that was not added is left out
};

class Site {
 public:
  // INVALID_ARGUMENT for a path that leaves the site, or that the site has already.
  absl::Status AddPage(SitePage page);
  absl::Status AddFile(const std::string& path, std::string bytes);
  // A script that leaves `value` for the modules of pages that name it in `data`: fetch() does not
  // read files that a browser opens from a disk.
  absl::Status AddData(const std::string& name, const JsonValue& value);

  // All files by path, the pages with a frame: navigation, and `footer` below. INTERNAL for a page
  // whose data were not added.
  absl::StatusOr<std::map<std::string, std::string>> Finish(
      const std::vector<SiteSection>& sections, const Markup& footer) const;

 private:
  absl::Status CheckNew(const std::string& path) const;

  std::map<std::string, SitePage> pages_;
  std::map<std::string, std::string> files_;
};

// Paths in the site of what every page has.
inline constexpr char kStylePath[] = "assets/site.css";
inline constexpr char kPageScriptPath[] = "assets/site.js";
inline constexpr char kChartScriptPath[] = "assets/charts.js";
inline constexpr char kFrontPath[] = "index.html";

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_SITE_H_
