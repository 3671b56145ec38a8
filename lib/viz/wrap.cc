#include "lib/viz/wrap.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/report/text.h"

namespace labelrep {

std::vector<std::string> WrapText(const std::string& text, int columns) {
  std::vector<std::string> lines;
  const std::string line = OneLine(text);
  for (const absl::string_view part : absl::StrSplit(line, ' ', absl::SkipEmpty())) {
    const std::string word(part);
    if (!lines.empty() && DisplayWidth(lines.back()) + 1 + DisplayWidth(word) <= columns) {
      absl::StrAppend(&lines.back(), " ", word);
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

}  // namespace labelrep
