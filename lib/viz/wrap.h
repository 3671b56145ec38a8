// Text broken into lines.
#ifndef LIB_VIZ_WRAP_H_
#define LIB_VIZ_WRAP_H_

#include <string>
#include <vector>

namespace labelrep {

// `text` in lines of at most `columns` terminal columns, broken at spaces; a longer word has a line
// of its own. Nothing for blank text.
std::vector<std::string> WrapText(const std::string& text, int columns);

}  // namespace labelrep

#endif  // LIB_VIZ_WRAP_H_
