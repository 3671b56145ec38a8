#include "experiments/site/table_lookup.h"

#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

Table Example() {
  Table table;
  EXPECT_OK(ParseTextProto(R"pb(
                             name: "example"
                             row_headings: "fraction"
                             row_headings: "label"
                             columns { headings: "test accuracy" unit: "%" }
                             columns {
                               headings: "difference to category [95 % interval]"
                               unit: "points"
                               notation: DIFFERENCE
                             }
                             rows {
                               headings: "1 %"
                               headings: "Category"
                               cells { value: 0.5 spread: 0.01 }
                               cells { status: NOT_APPLICABLE }
                             }
                             rows {
                               headings: "1 %"
                               headings: "Speech"
                               cells { value: 0.25 }
                               cells { value: -25 lo: -30 hi: -20 }
                             }
                             rows {
                               headings: "2 %"
                               headings: "Category"
                               cells { status: ABSENT }
                               cells { status: NOT_APPLICABLE }
                             }
                             rows {
                               headings: "2 %"
                               headings: "Constant"
                               cells { status: FAILED note: "why" }
                               cells { status: ABSENT }
                             }
                             rows {
                               headings: "2 %"
                               headings: "remark"
                               cells { text: "nothing" }
                               cells { text: "" }
                             }
                           )pb",
                           "example", &table));
  return table;
}

TEST(TableLookupTest, FindsByTheInnermostHeading) {
  const Table table = Example();
  EXPECT_EQ(FindColumn(table, "difference to"), 1);
  EXPECT_EQ(FindColumn(table, "corrected p"), std::nullopt);
  EXPECT_EQ(FindRow(table, "Speech"), 1);
  EXPECT_EQ(FindRow(table, "Spee"), std::nullopt);
  EXPECT_EQ(FindRow(table, "Constant"), 3);
  EXPECT_EQ(FindRow(table, "Random"), std::nullopt);
}

TEST(TableLookupTest, StaysUnderTheSharedHeadings) {
  const Table table = Example();
  EXPECT_EQ(FindRow(table, "Constant", 0, 1), std::nullopt);
  EXPECT_EQ(FindRow(table, "Constant", 2, 1), 3);
}

TEST(TableLookupTest, ShowsCellsAsTablesDo) {
  const Table table = Example();
  EXPECT_EQ(ShownCell(table, 0, 0), "50.00 ± 1.00 %");
  EXPECT_EQ(ShownCell(table, 1, 1), "-25.00 [-30.00, -20.00] points");
  EXPECT_EQ(ShownCell(table, 2, 0), "not measured");
  EXPECT_EQ(ShownCell(table, 3, 0), "failed");
  EXPECT_EQ(ShownCell(table, 4, 0), "nothing");
  EXPECT_EQ(ShownCell(table, 0, 1), "not applicable");
}

}  // namespace
}  // namespace labelrep
