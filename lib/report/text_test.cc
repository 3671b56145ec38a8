#include "lib/report/text.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(TextTest, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(ValidUtf8("a ± b"), "a ± b");
  EXPECT_EQ(ValidUtf8("\xff"
                      "a"),
            "\uFFFD"
            "a");
  EXPECT_EQ(ValidUtf8("a\xc2"), "a\uFFFD");
  // An overlong slash, a surrogate and a value beyond Unicode: no byte of them is valid.
  EXPECT_EQ(ValidUtf8("\xc0\xaf"), "\uFFFD\uFFFD");
  EXPECT_EQ(ValidUtf8("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(ValidUtf8("\xf4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(ValidUtf8("\xf0\x9f\x98\x80"), "\xf0\x9f\x98\x80");
}

TEST(TextTest, OneLineHasNoControlCharacters) {
  EXPECT_EQ(OneLine("a\nb\tc\x1b[0m"), "a b c [0m");
  EXPECT_EQ(OneLine(std::string_view("a\0b", 3)), "a b");
  EXPECT_EQ(OneLine("a\u0085"
                    "b\u2028"
                    "c"),
            "a b c");
}

TEST(TextTest, WidthIsInTerminalColumns) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("89.1 ± 0.3"), 10);
  EXPECT_EQ(DisplayWidth("—"), 1);
  EXPECT_EQ(DisplayWidth("鹿"), 2);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1);
}

}  // namespace
}  // namespace labelrep
