#include "lib/base/printable.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(PrintableTest, EscapesControlCharactersAndKeepsQuotes) {
  EXPECT_EQ(Printable("a 'b' \"c\""), "a 'b' \"c\"");
  EXPECT_EQ(Printable("\x1b[2J\n\xff"), "\\x1b[2J\\n\\xff");
  EXPECT_EQ(Printable("\\n"), "\\\\n");
  EXPECT_EQ(Printable(""), "");
}

}  // namespace
}  // namespace labelrep
