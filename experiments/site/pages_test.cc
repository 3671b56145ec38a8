#include "experiments/site/pages.h"

#include <regex>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "experiments/site/site_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/viz/figure_testing.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

using Files = std::map<std::string, std::string>;

constexpr char kFgsm[] = "attack: 'fgsm' epsilons: [0.1, 0.2]";

// Of three runs, of which one failed and one is absent.
TestReport Results() {
  TestReport results("accuracy_table");
  results.AddRun("resnet8", "category", 100, 7, 0.886);
  results.AddAttack(kFgsm, 2, {5, 8});
  results.AddAbsentAttack("attack: 'pgd' epsilons: 0.1");
  results.AddFailedRun("resnet8", "speech", 100, 7);
  results.AddRun("resnet8", "random", 100, 7, 0.5) =
      MakeAbsentResult(*results.spec.runs().rbegin());
  return results;
}

Table SmallTable(const std::string& text) {
  Table table;
  table.set_name("small");
  table.set_title(text);
  table.add_row_headings("label");
  table.add_columns()->add_headings("accuracy");
  Row& row = *table.add_rows();
  row.add_headings(text);
  Cell& cell = *row.add_cells();
  cell.set_status(Cell::FAILED);
  cell.set_note(text);
  return table;
}

// What a page refers to, as paths in the site.
std::vector<std::string> References(const std::string& path, const std::string& html) {
  std::vector<std::string> references;
  const std::regex attribute("(?:href|src)=\"([^\"#]+)");
  for (std::sregex_iterator found(html.begin(), html.end(), attribute), end; found != end;
       ++found) {
    std::string to = (*found)[1];
    if (absl::StartsWith(to, "data:")) continue;
    std::string folder = path.substr(0, path.rfind('/') + 1);
    while (absl::StartsWith(to, "../")) {
      to = to.substr(3);
      folder.pop_back();
      folder = folder.substr(0, folder.rfind('/') + 1);
    }
    references.push_back(folder + to);
  }
  return references;
}

TEST(PagesTest, AllReferencesLeadToFilesOfTheSite) {
  TestSite site(Results());
  site.AddTable("small", SmallTable("Small"));
  site.AddFigure("lines", ExampleFigure());
  site.AddFigure("labels", ExamplePictures());
  const Files files = site.Files();
  int references = 0;
  for (const auto& [path, bytes] : files) {
    if (!absl::EndsWith(path, ".html")) continue;
    for (const std::string& to : References(path, bytes)) {
      EXPECT_EQ(files.count(to), 1) << path << " refers to " << to;
      ++references;
    }
  }
  EXPECT_GT(references, 50);
  EXPECT_EQ(files.count("runs/resnet8_category_p100_s7.html"), 1);
  EXPECT_EQ(files.count("reports/lines.html"), 1);
  EXPECT_EQ(files.count("data/lines.js"), 1);
}

TEST(PagesTest, RunsWithoutAResultSayWhy) {
  const Files files = TestSite(Results()).Files();
  EXPECT_THAT(files.at("runs/resnet8_speech_p100_s7.html"),
              HasSubstr("No result: failed: the loss is nan."));
  EXPECT_THAT(files.at("runs/resnet8_random_p100_s7.html"),
              HasSubstr("No result: not there: not recorded."));
  EXPECT_THAT(files.at("runs/index.html"),
              AllOf(HasSubstr("<td>failed</td>"), HasSubstr("<td>not there</td>"),
                    HasSubstr("<td>measured</td>"), HasSubstr("88.60")));
}

TEST(PagesTest, ARunHasItsAttacksAndNamesThoseThatItLacks) {
  const std::string page = TestSite(Results()).Files().at("runs/resnet8_category_p100_s7.html");
  // Of ten images two are wrong without attack, and five more are misled at 0.1.
  EXPECT_THAT(page, HasSubstr("<td class=\"number\" data-value=\"0.1\">0.1</td>"
                              "<td class=\"number\" data-value=\"30\">30.00</td>"
                              "<td class=\"number\" data-value=\"37.5\">37.50</td>"));
  EXPECT_THAT(page, HasSubstr("1 attacks without a measurement"));
  EXPECT_THAT(page, HasSubstr("pgd, PGD, untargeted: not there: not recorded"));
  EXPECT_THAT(page, HasSubstr("<th scope=\"row\"><code>label.kind</code></th><td>category</td>"));
}

TEST(PagesTest, ProvenanceIsShown) {
  TestSite site(Results());
  Provenance provenance;
  provenance.add_segments()->set_host("a <host>");
  provenance.set_git_commit("0123abc");
  site.SetProvenance("resnet8_category_p100_s7", provenance);
  const std::string page = site.Files().at("runs/resnet8_category_p100_s7.html");
  EXPECT_THAT(page, HasSubstr("<code>segments[0].host</code></th><td>a &lt;host&gt;</td>"));
  EXPECT_THAT(page, HasSubstr("<td>0123abc</td>"));
}

TEST(PagesTest, NoTextOfAUserIsMarkup) {
  const std::string evil = "</td></title></script><script>evil()</script>\"'><img src=x>";
  TestReport results = Results();
  results.inputs.runs[1].mutable_failure()->set_message(evil);
  results.inputs.attacks[1].mutable_failure()->set_message(evil);
  results.inputs.runs[0].set_labels_sha256(evil);
  results.inputs.runs[0].mutable_recipe()->mutable_label()->set_source(evil);
  for (auto& kind : *results.spec.mutable_catalogue()->mutable_labels()) kind.set_title(evil);
  for (auto& profile : *results.spec.mutable_catalogue()->mutable_profiles()) {
    profile.set_title(evil);
  }
  TestSite site(results);
  site.AddTable("small", SmallTable(evil));
  Figure lines = ExampleFigure();
  lines.set_title(evil);
  lines.set_subtitle(evil);
  lines.set_interval(evil);
  lines.add_missing(evil);
  site.AddFigure("lines", lines);
  Figure pictures = ExamplePictures();
  for (PanelRow& row : *pictures.mutable_rows()) row.set_heading(evil);
  for (std::string& column : *pictures.mutable_columns()) column = evil;
  pictures.add_notes(evil);
  site.AddFigure("labels", pictures);
  SiteSpec::MissingReport& missing = *site.spec().add_missing_reports();
  missing.set_title(evil);
  missing.set_reason(evil);
  for (const auto& [path, bytes] : site.Files()) {
    if (!absl::EndsWith(path, ".html")) continue;
    EXPECT_THAT(bytes, Not(HasSubstr("<script>evil"))) << path;
    EXPECT_THAT(bytes, Not(HasSubstr("<img src=x"))) << path;
    EXPECT_THAT(bytes, Not(HasSubstr("\"'>"))) << path;
  }
}

TEST(PagesTest, SameInputsSameBytes) {
  const auto make = [] {
    TestSite site(Results());
    site.AddFigure("lines", ExampleFigure());
    site.AddFigure("labels", ExamplePictures());
    return site.Files();
  };
  EXPECT_EQ(make(), make());
}

TEST(PagesTest, WhatIsMissingOfTheProfileIsNamed) {
  TestSite site(Results());
  SiteSpec::MissingReport& missing = *site.spec().add_missing_reports();
  missing.set_name("labels");
  missing.set_title("Figure 1");
  missing.set_reason("no data");
  const Files files = site.Files();
  EXPECT_THAT(files.at("index.html"), HasSubstr("<li>Figure 1: no data</li>"));
  EXPECT_THAT(files.at("labels.html"), HasSubstr("no data"));
}

}  // namespace
}  // namespace labelrep
