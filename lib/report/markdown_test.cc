#include "lib/report/markdown.h"

#include <cctype>
#include <random>

#include "gtest/gtest.h"
#include "lib/report/escape_testing.h"
#include "lib/report/text.h"

namespace labelrep {
namespace {

// What a CommonMark reader makes of backslash escapes: one before ASCII punctuation goes away.
std::string Unescape(const std::string& text) {
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() &&
        std::ispunct(static_cast<unsigned char>(text[i + 1])))
      ++i;
    result += text[i];
  }
  return result;
}

TEST(MarkdownTest, EscapesWhatWouldMeanSomething) {
  EXPECT_EQ(EscapeMarkdown("a|b"), "a\\|b");
  EXPECT_EQ(EscapeMarkdown("*a* [b](c) `d` ~e~ $f$"), "\\*a\\* \\[b](c) \\`d\\` \\~e\\~ \\$f\\$");
  EXPECT_EQ(EscapeMarkdown("_a_ <b> &amp; \\n"), "\\_a\\_ \\<b> \\&amp; \\\\n");
  EXPECT_EQ(EscapeMarkdown("# a"), "\\# a");
  EXPECT_EQ(EscapeMarkdown("[^1] and [a][b]"), "\\[^1] and \\[a][b]");
  EXPECT_EQ(EscapeMarkdown("- a"), "\\- a");
  EXPECT_EQ(EscapeMarkdown("12. a"), "12\\. a");
}

TEST(MarkdownTest, LeavesOrdinaryTextReadable) {
  for (const char* text : {"vgg_slim", "89.12 ± 0.30", "-3.5", "64 * 64", "loss < 3.5", "R & D",
                           "shapes10 (%)", "in [0, 1]", "1.5", ""}) {
    EXPECT_EQ(EscapeMarkdown(text), text);
  }
}

TEST(MarkdownTest, AnyTextComesBackAndStaysInItsCell) {
  std::mt19937 engine(1);
  for (int n = 0; n < kRandomTexts; ++n) {
    const std::string text = RandomText(engine);
    const std::string escaped = EscapeMarkdown(text);
    ASSERT_EQ(Unescape(escaped), OneLine(text));
    for (size_t i = 0; i < escaped.size(); ++i) {
      if (escaped[i] == '\\') {
        ++i;
      } else {
        ASSERT_TRUE(escaped[i] != '|' && escaped[i] != '`') << escaped;
        const bool is_link = escaped[i] == '[' && (escaped.compare(i, 2, "[^") == 0 ||
                                                   escaped.find("](", i) != std::string::npos);
        ASSERT_FALSE(is_link) << escaped;
      }
    }
  }
}

TEST(MarkdownTest, TableWithoutRowHeadingsOrRows) {
  Table table;
  table.set_name("t");
  table.add_columns()->add_headings("n");
  EXPECT_EQ(TableAsMarkdown(table), "|   n |\n| --: |\n");
}

}  // namespace
}  // namespace labelrep
