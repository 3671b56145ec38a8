#include "lib/report/markup.h"

#include <random>

#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"
#include "lib/report/escape_testing.h"
#include "lib/report/text.h"

namespace labelrep {
namespace {

TEST(MarkupTest, EscapesMarkupAndQuotes) {
  EXPECT_EQ(EscapeHtml("<b> & \"c\" 'd'"), "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
}

TEST(MarkupTest, AnyTextComesBackAndHoldsNoMarkup) {
  std::mt19937 engine(3);
  for (int n = 0; n < kRandomTexts; ++n) {
    const std::string text = RandomText(engine);
    const std::string escaped = EscapeHtml(text);
    ASSERT_EQ(escaped.find_first_of("<>\"'\n"), std::string::npos) << escaped;
    // "&amp;" last, and each replaced once: "&amp;lt;" is the text "&lt;".
    ASSERT_EQ(absl::StrReplaceAll(
                  escaped,
                  {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}),
              OneLine(text));
  }
}

TEST(MarkupTest, TextIsEscapedOnce) {
  const Markup link = Element("a", {{"href", "a\"b.html"}}, {"1 < 2 & ", "<script>"});
  EXPECT_EQ(link.html(), "<a href=\"a&quot;b.html\">1 &lt; 2 &amp; &lt;script&gt;</a>");
  EXPECT_EQ(Element("p", {}, {link}).html(), "<p>" + link.html() + "</p>");
}

TEST(MarkupTest, TextIsOneLineOfValidUtf8) {
  EXPECT_EQ(Markup(std::string("a\nb\xff")).html(), "a b\xEF\xBF\xBD");
}

TEST(MarkupTest, VoidElementsAndBareAttributes) {
  EXPECT_EQ(Element("img", {{"src", "a.png"}, {"alt", ""}}).html(), "<img src=\"a.png\" alt>");
  EXPECT_EQ(Element("td").html(), "<td></td>");
}

TEST(MarkupTest, BlocksPutPiecesOnLines) {
  EXPECT_EQ(Block("ul", {}, {Element("li", {}, {"a"}), Element("li", {}, {"b"})}).html(),
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>");
}

TEST(MarkupTest, AFileIsTheValueOfAnAttribute) {
  EXPECT_EQ(DataUri("image/png", std::string("\0\xff", 2)), "data:image/png;base64,AP8=");
}

}  // namespace
}  // namespace labelrep
