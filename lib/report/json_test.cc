#include "lib/report/json.h"

#include <random>

#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "lib/report/escape_testing.h"
#include "lib/report/text.h"

namespace labelrep {
namespace {

Table TableWithText(const std::string& text, double value) {
  Table table;
  table.set_name(text);
  table.add_notes(text);
  table.add_columns()->add_headings(text);
  Cell* cell = table.add_rows()->add_cells();
  cell->set_text(text);
  cell->set_value(value);
  return table;
}

TEST(JsonTest, AnyTextAndEveryBitOfANumberComeBack) {
  std::mt19937 engine(5);
  for (int n = 0; n < kRandomTexts / 20; ++n) {
    const std::string text = RandomText(engine);
    const double value = std::uniform_real_distribution<double>(-1, 1)(engine);
    const absl::StatusOr<std::string> json = TableAsJson(TableWithText(text, value));
    ASSERT_TRUE(json.ok()) << json.status();
    Table back;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(*json, &back).ok()) << *json;
    ASSERT_EQ(back.name(), ValidUtf8(text));
    ASSERT_EQ(back.notes(0), ValidUtf8(text));
    ASSERT_EQ(back.columns(0).headings(0), ValidUtf8(text));
    ASSERT_EQ(back.rows(0).cells(0).text(), ValidUtf8(text));
    ASSERT_EQ(back.rows(0).cells(0).value(), value);
  }
}

TEST(JsonTest, SpellsOutStatusAndDecimals) {
  const absl::StatusOr<std::string> json = TableAsJson(TableWithText("t", 0.5));
  ASSERT_TRUE(json.ok()) << json.status();
  EXPECT_NE(json->find("\"status\": \"OK\""), std::string::npos) << *json;
  EXPECT_NE(json->find("\"decimals\": 2"), std::string::npos) << *json;
}

}  // namespace
}  // namespace labelrep
