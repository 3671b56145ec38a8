// Text as it can be shown: valid UTF-8, and how wide it is on a terminal.
#ifndef LIB_REPORT_TEXT_H_
#define LIB_REPORT_TEXT_H_

#include <string>
#include <string_view>

namespace labelrep {

// `text` with every byte that is not part of valid UTF-8 replaced by U+FFFD.
std::string ValidUtf8(std::string_view text);

// ValidUtf8 with every control character, line breaks included, replaced by a space.
std::string OneLine(std::string_view text);

// Terminal columns of valid UTF-8 text: 2 for East Asian wide characters, 0 for combining marks.
int DisplayWidth(std::string_view text);

}  // namespace labelrep

#endif  // LIB_REPORT_TEXT_H_
