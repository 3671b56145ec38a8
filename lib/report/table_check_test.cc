#include "lib/report/table_check.h"

#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

constexpr char kGood[] = R"pb(
  name: "t"
  row_headings: "label"
  columns { headings: "accuracy" }
  rows {
    headings: "speech"
    cells { value: 1 }
  }
)pb";

Table Parse(const std::string& text) {
  Table table;
  EXPECT_OK(ParseTextProto(text, "test", &table));
  return table;
}

// The message for the good table with `more` merged into it.
absl::Status CheckWith(const std::string& more) {
  return CheckTable(Parse(std::string(kGood) + more));
}

TEST(TableCheckTest, AcceptsAGoodTable) { EXPECT_OK(CheckTable(Parse(kGood))); }

TEST(TableCheckTest, NamesWhatIsWrong) {
  const auto invalid = [](const char* message) {
    return StatusIs(absl::StatusCode::kInvalidArgument, message);
  };
  EXPECT_THAT(CheckTable(Table()), invalid("table '': name: empty"));
  EXPECT_THAT(CheckTable(Parse("name: 't'")), invalid("table 't': columns: none"));
  EXPECT_THAT(CheckTable(Parse("name: 't' columns {}")), invalid("columns[0].headings: empty"));
  EXPECT_THAT(CheckTable(Parse("name: 't' columns { headings: 'a' decimals: 18 }")),
              invalid("columns[0].decimals: 18, expected 0 to 17"));
  EXPECT_THAT(CheckWith("rows { cells { value: 1 } }"), invalid("rows[1].headings: 0, expected 1"));
  EXPECT_THAT(CheckWith("rows { headings: 'a' }"), invalid("rows[1].cells: 0, expected 1"));
  EXPECT_THAT(CheckWith("rows { headings: 'shuffle' cells {} }"),
              invalid("row 'shuffle', column 'accuracy': status OK without value or text"));
  EXPECT_THAT(CheckWith("rows { headings: 'shuffle' cells { status: FAILED } }"),
              invalid("status FAILED without a note"));
  EXPECT_THAT(CheckWith("rows { headings: 'shuffle' cells { value: 1 lo: 0 } }"),
              invalid("expected all for an interval"));
  EXPECT_THAT(CheckWith("rows { headings: 'shuffle' cells { text: 'a' lo: 0 hi: 1 } }"),
              invalid("expected all for an interval"));
  EXPECT_THAT(CheckWith("rows { headings: 'shuffle' cells { value: 1 lo: 2 hi: 1 } }"),
              invalid("lo 2 is above hi 1"));
}

}  // namespace
}  // namespace labelrep
