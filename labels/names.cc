#include "labels/names.h"

#include <map>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"

namespace labelrep {

absl::StatusOr<std::vector<std::string>> ReadNames(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  std::vector<std::string> names;
  std::map<std::string, int> lines;
  int line = 0;
  for (absl::string_view raw : absl::StrSplit(text, '\n')) {
    ++line;
    const std::string name(absl::StripAsciiWhitespace(raw));
    if (name.empty()) continue;
    const auto [first, is_new] = lines.emplace(name, line);
    if (!is_new) {
      return absl::InvalidArgumentError(absl::StrCat(path, ":", line, ": class '", name,
                                                     "' stands in line ", first->second,
                                                     " already; expected each name once"));
    }
    names.push_back(name);
  }
  if (names.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": no class name; expected one name a line"));
  }
  if (names.size() > kMaxClassNames) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": ", names.size(), " class names; expected at most ", kMaxClassNames,
                     ", as a class is one byte in a data set; is this the file of the names?"));
  }
  return names;
}

absl::StatusOr<std::vector<int>> ReadOrder(const std::string& path,
                                           const std::vector<std::string>& class_names) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<std::string> names, ReadNames(path));
  std::map<std::string, int> positions;
  for (size_t i = 0; i < names.size(); ++i) positions[names[i]] = static_cast<int>(i);
  std::vector<int> order;
  for (const std::string& name : class_names) {
    const auto found = positions.find(name);
    if (found == positions.end()) {
      return absl::InvalidArgumentError(absl::StrCat(
          path, ": class '", name, "' is missing; expected all ", class_names.size(), " classes"));
    }
    order.push_back(found->second);
    positions.erase(found);
  }
  if (!positions.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        path, ": '", positions.begin()->first, "' is no class of the data set; expected only its ",
        class_names.size(), " classes"));
  }
  return order;
}

}  // namespace labelrep
