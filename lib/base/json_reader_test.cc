#include "lib/base/json_reader.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

absl::StatusOr<std::string> String(absl::string_view text) {
  return JsonReader(text, 0, "n").ReadString();
}

absl::StatusOr<int64_t> Count(absl::string_view text) {
  return JsonReader(text, 0, "n").ReadCount();
}

TEST(JsonReaderTest, ReadsTokensBetweenWhiteSpace) {
  JsonReader reader(" {\t\"a\" :\n[1 ,\r23] } ", 0, "n");
  EXPECT_OK(reader.Expect('{'));
  EXPECT_THAT(reader.ReadString(), IsOkAndHolds("a"));
  EXPECT_OK(reader.Expect(':'));
  EXPECT_TRUE(reader.Consume('['));
  EXPECT_FALSE(reader.Consume(']'));
  EXPECT_THAT(reader.ReadCount(), IsOkAndHolds(1));
  EXPECT_TRUE(reader.Consume(','));
  EXPECT_THAT(reader.ReadCount(), IsOkAndHolds(23));
  EXPECT_TRUE(reader.Consume(']'));
  EXPECT_TRUE(reader.Consume('}'));
  EXPECT_OK(reader.ExpectEnd());
}

TEST(JsonReaderTest, ErrorsNameFileOffsetFoundAndExpected) {
  JsonReader reader(" {a:1}", 8, "w.safetensors");
  EXPECT_OK(reader.Expect('{'));
  EXPECT_THAT(reader.ReadString(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "w.safetensors: offset 10: found \"a:1}\", expected a string"));
  EXPECT_THAT(reader.Expect(':'), StatusIs(absl::StatusCode::kInvalidArgument, "expected ':'"));
  EXPECT_THAT(reader.ExpectEnd(),
              StatusIs(absl::StatusCode::kInvalidArgument, "expected the end of the JSON text"));
}

TEST(JsonReaderTest, ReadsEscapes) {
  EXPECT_THAT(String(R"("\"\\\/\b\f\n\r\t")"), IsOkAndHolds("\"\\/\b\f\n\r\t"));
  EXPECT_THAT(String(R"("\u0041\u00e9\u20AC\ud83d\ude00")"), IsOkAndHolds("Aé€😀"));
  EXPECT_THAT(String(R"("\u0000")"), IsOkAndHolds(std::string(1, '\0')));
  EXPECT_THAT(String("\"é\""), IsOkAndHolds("é"));
}

TEST(JsonReaderTest, RefusesBadStrings) {
  for (const char* text :
       {"", "a", "'a'", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u-123\"",
        "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"a\nb\""}) {
    SCOPED_TRACE(text);
    EXPECT_THAT(String(text), StatusIs(absl::StatusCode::kInvalidArgument, "expected"));
  }
}

TEST(JsonReaderTest, ReadsCountsOfSixtyThreeBits) {
  EXPECT_THAT(Count("0"), IsOkAndHolds(0));
  EXPECT_THAT(Count(" 120,"), IsOkAndHolds(120));
  EXPECT_THAT(Count("9223372036854775807"), IsOkAndHolds(9223372036854775807));
  for (const char* text :
       {"", "x", "-1", "-0", "+1", "01", "1.0", "1e3", "9223372036854775808", "null", "\"1\""}) {
    SCOPED_TRACE(text);
    EXPECT_THAT(Count(text), StatusIs(absl::StatusCode::kInvalidArgument, "whole number"));
  }
}

}  // namespace
}  // namespace labelrep
