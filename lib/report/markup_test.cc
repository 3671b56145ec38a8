#include "lib/report/markup.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

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
