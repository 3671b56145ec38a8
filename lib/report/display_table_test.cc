#include "lib/report/display_table.h"

#include <cmath>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

Column MakeColumn(const std::string& unit, int decimals) {
  Column column;
  column.set_unit(unit);
  column.set_decimals(decimals);
  return column;
}

DisplayTable LayOut(const std::string& text) {
  Table table;
  EXPECT_OK(ParseTextProto(text, "test", &table));
  return LayOutTable(table);
}

// "a*2 b" for a heading over two columns and one over one.
std::string Level(const std::vector<DisplayHeading>& level) {
  std::string result;
  for (const DisplayHeading& heading : level) {
    result += "[" + heading.text + "]";
    if (heading.columns > 1) result += "*" + std::to_string(heading.columns);
  }
  return result;
}

TEST(FormatNumberTest, AsTheColumnAsks) {
  EXPECT_EQ(FormatNumber(0.89125, MakeColumn("%", 1)), "89.1");
  EXPECT_EQ(FormatNumber(1, MakeColumn("%", 2)), "100.00");
  EXPECT_EQ(FormatNumber(1668.7407, MakeColumn("", 2)), "1668.74");
  EXPECT_EQ(FormatNumber(20040522, MakeColumn("", 0)), "20,040,522");
  EXPECT_EQ(FormatNumber(-1234, MakeColumn("", 0)), "-1,234");
  EXPECT_EQ(FormatNumber(999, MakeColumn("", 0)), "999");
  EXPECT_EQ(FormatNumber(-0.0001, MakeColumn("", 2)), "0.00");
  EXPECT_EQ(FormatNumber(std::nan(""), MakeColumn("", 2)), "nan");
  EXPECT_EQ(FormatNumber(-std::numeric_limits<double>::infinity(), MakeColumn("", 2)), "-inf");
}

TEST(FormatNumberTest, DifferencesHaveASignAndSmallPAreBelowTheLastDecimal) {
  Column column = MakeColumn("points", 2);
  column.set_notation(Column::DIFFERENCE);
  EXPECT_EQ(FormatNumber(1.25, column), "+1.25");
  EXPECT_EQ(FormatNumber(-1.25, column), "-1.25");
  EXPECT_EQ(FormatNumber(0.004, column), "0.00");
  EXPECT_EQ(FormatNumber(-0.004, column), "0.00");
  column = MakeColumn("", 4);
  column.set_notation(Column::P_VALUE);
  EXPECT_EQ(FormatNumber(0.0312, column), "0.0312");
  EXPECT_EQ(FormatNumber(0.00004, column), "< 0.0001");
  EXPECT_EQ(FormatNumber(0, column), "< 0.0001");
}

TEST(ExactNumberTest, ShortestThatReadsBack) {
  EXPECT_EQ(ExactNumber(0.1), "0.1");
  EXPECT_EQ(ExactNumber(20040522), "20040522");
  EXPECT_EQ(ExactNumber(1.0 / 3), "0.3333333333333333");
}

TEST(LayOutTableTest, HeadingsSpanUnderTheSameOuterHeading) {
  const DisplayTable table = LayOut(R"pb(
    columns { headings: "A" headings: "x" unit: "%" }
    columns { headings: "A" headings: "x" unit: "%" }
    columns { headings: "B" headings: "x" unit: "bits" }
    columns { headings: "B" headings: "y" }
    columns { headings: "alone" unit: "s" }
  )pb");
  ASSERT_EQ(table.heading_levels.size(), 2);
  EXPECT_EQ(Level(table.heading_levels[0]), "[A (%)]*2[B]*2[]");
  EXPECT_EQ(Level(table.heading_levels[1]), "[x][x][x (bits)][y][alone (s)]");
}

TEST(LayOutTableTest, CellsThatAreNoNumbersAreMarkedAndExplained) {
  const DisplayTable table = LayOut(R"pb(
    columns { headings: "a" unit: "%" decimals: 1 }
    columns { headings: "b" }
    rows {
      cells { value: 0.5 spread: 0.01 note: "two seeds" }
      cells { status: FAILED note: "run x: diverged\nin step 3" }
    }
    rows {
      cells { status: ABSENT note: "two seeds" }
      cells { status: NOT_APPLICABLE }
    }
  )pb");
  EXPECT_EQ(table.rows[0].cells[0].text, "50.0 ± 1.0");
  EXPECT_EQ(table.rows[0].cells[0].footnote, 1);
  EXPECT_EQ(table.rows[0].cells[0].details, "0.5 ± 0.01");
  EXPECT_EQ(table.rows[0].cells[1].text, "failed");
  EXPECT_EQ(table.rows[0].cells[1].footnote, 2);
  EXPECT_EQ(table.rows[1].cells[0].text, "—");
  EXPECT_EQ(table.rows[1].cells[0].footnote, 1);
  EXPECT_EQ(table.rows[1].cells[1].text, "n/a");
  EXPECT_EQ(table.rows[1].cells[1].footnote, 0);
  EXPECT_THAT(table.footnotes, ElementsAre("two seeds", "run x: diverged in step 3"));
  EXPECT_THAT(table.is_text_column, ElementsAre(false, false));
}

TEST(LayOutTableTest, AnIntervalStandsBehindTheValue) {
  const DisplayTable table = LayOut(R"pb(
    columns { headings: "a" unit: "points" decimals: 1 notation: DIFFERENCE }
    rows { cells { value: 0.5 lo: -0.25 hi: 1.25 } }
  )pb");
  EXPECT_EQ(table.rows[0].cells[0].text, "+0.5 [-0.2, +1.2]");
  EXPECT_EQ(table.rows[0].cells[0].details, "0.5 [-0.25, 1.25]");
  EXPECT_THAT(table.is_text_column, ElementsAre(false));
}

TEST(LayOutTableTest, AColumnOfNumbersMayHoldAWord) {
  const DisplayTable table = LayOut(R"pb(
    columns { headings: "words" }
    columns { headings: "both" }
    columns { headings: "none" }
    rows {
      cells { text: "a" }
      cells { text: "b" }
      cells { status: ABSENT }
    }
    rows {
      cells { status: ABSENT }
      cells { value: 1 }
      cells { status: ABSENT }
    }
  )pb");
  EXPECT_THAT(table.is_text_column, ElementsAre(true, false, false));
}

TEST(LayOutTableTest, RowsShareOuterHeadingsOnly) {
  const DisplayTable table = LayOut(R"pb(
    row_headings: "label"
    row_headings: "decision"
    columns { headings: "a" }
    rows {
      headings: "speech"
      headings: "NN"
      cells { value: 1 }
    }
    rows {
      headings: "speech"
      headings: "NN"
      cells { value: 1 }
    }
    rows {
      headings: "shuffle"
      headings: "NN"
      cells { value: 1 }
    }
  )pb");
  EXPECT_EQ(table.rows[0].shared_headings, 0);
  EXPECT_EQ(table.rows[1].shared_headings, 1);
  EXPECT_EQ(table.rows[2].shared_headings, 0);
}

}  // namespace
}  // namespace labelrep
