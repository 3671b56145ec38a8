#include "lib/base/json_string.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/json_reader.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(JsonStringTest, EscapesWhatJsonDoesNotAllow) {
  EXPECT_EQ(JsonString(""), "\"\"");
  EXPECT_EQ(JsonString("a/b é"), "\"a/b é\"");
  EXPECT_EQ(JsonString("\"\\\b\f\n\r\t"), R"("\"\\\b\f\n\r\t")");
  EXPECT_EQ(JsonString(std::string("\0\x1f", 2)), R"("\u0000\u001f")");
}

TEST(JsonStringTest, TheReaderGivesTheTextBack) {
  std::string text;
  for (int c = 0; c < 256; ++c) text += static_cast<char>(c);
  const std::string json = JsonString(text);
  EXPECT_THAT(JsonReader(json, 0, "n").ReadString(), IsOkAndHolds(text));
}

}  // namespace
}  // namespace labelrep
