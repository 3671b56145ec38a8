#include "lib/report/html.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

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
