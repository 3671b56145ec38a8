#include "experiments/site/site.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<SiteSection> kSections = {
    {"Front & all", "index.html"}, {"Runs", "runs/index.html"}, {"Images", "images.html"}};

std::map<std::string, std::string> Finished(const Site& site) {
  const auto files = site.Finish(kSections, "the <footer>");
  EXPECT_OK(files);
  return files.ok() ? *files : std::map<std::string, std::string>();
}

TEST(SiteTest, LinksAreRelativeToThePage) {
  const SitePage front = {.path = "index.html", .title = "Front"};
  const SitePage run = {.path = "runs/a.html", .title = "A"};
  EXPECT_EQ(front.Url("runs/a.html"), "runs/a.html");
  EXPECT_EQ(run.Url("assets/site.css"), "../assets/site.css");
  EXPECT_EQ(run.Url("files/a b#?\".csv"), "../files/a%20b%23%3F%22.csv");
}

TEST(SiteTest, NavigationNamesWhatIsThere) {
  Site site;
  ASSERT_OK(site.AddPage({.path = "index.html", .title = "Front"}));
  ASSERT_OK(site.AddPage({.path = "runs/index.html", .title = "Runs"}));
  ASSERT_OK(site.AddPage({.path = "runs/a.html", .title = "A"}));
  const std::string run = Finished(site)["runs/a.html"];
  EXPECT_THAT(run, HasSubstr("<a href=\"../index.html\">Front &amp; all</a>"));
  EXPECT_THAT(run, HasSubstr("<a href=\"../runs/index.html\" aria-current=\"true\">Runs</a>"));
  EXPECT_THAT(run, Not(HasSubstr("Images")));
  EXPECT_THAT(run, HasSubstr("the &lt;footer&gt;"));
}

TEST(SiteTest, TitlesAreEscaped) {
  Site site;
  ASSERT_OK(site.AddPage({.path = "a.html", .title = "</title><script>x</script>"}));
  EXPECT_THAT(Finished(site)["a.html"], Not(HasSubstr("<script>x")));
}

TEST(SiteTest, PagesReadTheirDataBeforeTheirScripts) {
  Site site;
  ASSERT_OK(site.AddData("numbers", JsonValue::Array({1, 2})));
  ASSERT_OK(
      site.AddPage({.path = "a.html", .title = "A", .data = {"numbers"}, .has_charts = true}));
  const std::map<std::string, std::string> files = Finished(site);
  EXPECT_EQ(files.at("data/numbers.js"), "(self.labelrepData ||= {})[\"numbers\"] = [1,2];\n");
  const std::string& page = files.at("a.html");
  EXPECT_LT(page.find("data/numbers.js"), page.find(kChartScriptPath));
  EXPECT_LT(page.find(kChartScriptPath), page.find(kPageScriptPath));
}

TEST(SiteTest, RefusesTwoFilesOfOneName) {
  Site site;
  ASSERT_OK(site.AddFile("a.html", "a"));
  EXPECT_THAT(site.AddPage({.path = "a.html", .title = "A"}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("a.html")));
}

TEST(SiteTest, RefusesPathsThatLeaveTheSite) {
  Site site;
  for (const char* path : {"../a", "/a", "a//b", "", "a/../b", ".git/a"}) {
    EXPECT_THAT(site.AddFile(path, ""),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(path)))
        << path;
  }
}

TEST(SiteTest, RefusesPagesWithoutTheirData) {
  Site site;
  ASSERT_OK(site.AddPage({.path = "a.html", .title = "A", .data = {"none"}}));
  EXPECT_THAT(site.Finish(kSections, "").status(),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("data/none.js")));
}

}  // namespace
}  // namespace labelrep
