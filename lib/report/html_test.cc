#include "lib/report/html.h"

#include <random>

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/report/escape_testing.h"
#include "lib/report/text.h"

namespace labelrep {
namespace {

TEST(HtmlTest, EscapesMarkupAndQuotes) {
  EXPECT_EQ(EscapeHtml("<b> & \"c\" 'd'"), "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
}

TEST(HtmlTest, AnyTextComesBackAndHoldsNoMarkup) {
  std::mt19937 engine(3);
  for (int n = 0; n < kRandomTexts; ++n) {
    const std::string text = RandomText(engine);
    const std::string escaped = EscapeHtml(text);
    ASSERT_EQ(escaped.find_first_of("<>\"'\n"), std::string::npos) << escaped;
    // "&amp;" last, and each replaced once: "&amp;lt;" is the text "&lt;".
    ASSERT_EQ(absl::StrReplaceAll(
                  escaped,
                  {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}),
              OneLine(text));
  }
}

TEST(HtmlTest, TextOfATableCannotLeaveItsPlace) {
  const std::string evil = "</td></title></style><script>alert(1)</script>\"'>";
  Table table;
  table.set_name(evil);
  table.set_title(evil);
  table.set_subtitle(evil);
  table.add_row_headings(evil);
  Column* column = table.add_columns();
  column->add_headings(evil);
  column->set_unit(evil);
  Row* row = table.add_rows();
  row->add_headings(evil);
  Cell* cell = row->add_cells();
  cell->set_text(evil);
  cell->set_note(evil);
  cell->set_source_sha256(evil);
  table.add_notes(evil);
  EXPECT_THAT(TableAsHtml(table), ::testing::Not(::testing::HasSubstr("<script")));
}

TEST(HtmlTest, NeedsNothingFromElsewhere) {
  Table table;
  table.set_name("t");
  table.add_columns()->add_headings("n");
  const std::string page = TableAsHtml(table);
  for (const char* reference : {"http:", "https:", "src=", "@import", "url("}) {
    EXPECT_EQ(page.find(reference), std::string::npos) << reference;
  }
}

}  // namespace
}  // namespace labelrep
