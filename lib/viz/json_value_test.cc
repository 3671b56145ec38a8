#include "lib/viz/json_value.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(JsonValueTest, WritesEveryKindOfValueInOrder) {
  const JsonValue value = JsonValue::Object({{"z", "a \"b\"\n"},
                                             {"number", 0.1},
                                             {"count", 3},
                                             {"flag", true},
                                             {"none", JsonValue::Null()},
                                             {"list", JsonValue::Array({1, "x"})},
                                             {"empty", JsonValue::Array({})},
                                             {"object", JsonValue::Object({})}});
  EXPECT_EQ(value.text(), R"({"z":"a \"b\"\n","number":0.1,"count":3,"flag":true,"none":null,)"
                          R"("list":[1,"x"],"empty":[],"object":{}})");
}

TEST(JsonValueTest, BrokenTextBecomesValidAndNumbersKeepEveryBit) {
  EXPECT_EQ(JsonValue("a\xff").text(), "\"a\uFFFD\"");
  EXPECT_EQ(JsonValue(1.0 / 3).text(), "0.3333333333333333");
  EXPECT_EQ(JsonArray(std::vector<double>{1, 0.5}).text(), "[1,0.5]");
}

}  // namespace
}  // namespace labelrep
