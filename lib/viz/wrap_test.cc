#include "lib/viz/wrap.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(WrapTest, BreaksAtSpaces) {
  EXPECT_THAT(WrapText("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(WrapText("one two three", 13), ElementsAre("one two three"));
  EXPECT_THAT(WrapText("a\nb  c", 80), ElementsAre("a b c"));
}

TEST(WrapTest, ALongWordHasALineOfItsOwn) {
  EXPECT_THAT(WrapText("a incomprehensible b", 5), ElementsAre("a", "incomprehensible", "b"));
}

TEST(WrapTest, WidthCountsColumnsNotBytes) {
  EXPECT_THAT(WrapText("± ±", 3), ElementsAre("± ±"));
  EXPECT_THAT(WrapText("鹿 鹿", 4), ElementsAre("鹿", "鹿"));
}

TEST(WrapTest, BlankTextHasNoLines) { EXPECT_THAT(WrapText(" \n ", 10), IsEmpty()); }

}  // namespace
}  // namespace labelrep
