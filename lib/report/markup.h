// HTML built piece by piece, so that no text can be taken for markup.
#ifndef LIB_REPORT_MARKUP_H_
#define LIB_REPORT_MARKUP_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace labelrep {

// One line of text for an element or a quoted attribute.
std::string EscapeHtml(std::string_view text);

// A piece of an HTML document. Text becomes one escaped line of valid UTF-8 whatever its bytes;
// only Element() and Markup::Trusted() make tags.
//   Element("a", {{"href", "table1.html"}}, {"Table 1: ", title})
class Markup {
 public:
  Markup() = default;
  Markup(const char* text);         // NOLINT: as literals stand in a document
  Markup(const std::string& text);  // NOLINT

  // A piece that is HTML already, from what made it out of nothing but constants and escaped text.
  static Markup Trusted(std::string html);

  Markup& operator+=(const Markup& other);

  const std::string& html() const { return html_; }

 private:
  std::string html_;
};

using Attributes = std::vector<std::pair<std::string, std::string>>;

// An element with its content on the same line. Values of attributes are escaped; names of the
// element and of attributes are constants of the program. An attribute without value has "" and is
// written as HTML does. Elements without content, such as img, have no end tag.
Markup Element(const std::string& name, const Attributes& attributes = {},
               const std::vector<Markup>& content = {});

// The same, each piece of the content on a line of its own.
Markup Block(const std::string& name, const Attributes& attributes,
             const std::vector<Markup>& content);

// "data:image/png;base64,...": a file as the value of an attribute such as src.
std::string DataUri(const std::string& media_type, const std::string& bytes);

}  // namespace labelrep

#endif  // LIB_REPORT_MARKUP_H_
