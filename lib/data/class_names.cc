#include "lib/data/class_names.h"

#include <cstdint>
#include <filesystem>
#include <system_error>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "lib/base/status_macros.h"
#include "lib/base/user_text.h"

namespace labelrep {
namespace {

// Of a file that was named by mistake not all should be read.
constexpr uint64_t kMaxBytes = 1 << 16;

}  // namespace

absl::StatusOr<std::vector<std::string>> ReadClassNames(const std::string& path) {
  std::error_code error;
  const uint64_t size = std::filesystem::file_size(path, error);
  if (!error && size > kMaxBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": ", size, " bytes; expected class names, at most ", kMaxBytes,
                     " bytes; is this the file of the names?"));
  }
  LABELREP_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(path));
  std::vector<std::string> names;
  for (absl::string_view line : absl::StrSplit(absl::StripTrailingAsciiWhitespace(text), '\n')) {
    names.emplace_back(absl::StripAsciiWhitespace(line));
  }
  if (names.size() > kMaxClasses) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": ", names.size(),
                                                   " lines; expected at most ", kMaxClasses,
                                                   " class names, as a label is one byte"));
  }
  if (names.size() == 1 && !names[0].empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": one class; expected two or more, as there is nothing to tell apart"));
  }
  absl::flat_hash_map<std::string, size_t> line_of;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ": line ", i + 1, " is empty; expected one class name a line"));
    }
    const auto [earlier, is_new] = line_of.try_emplace(names[i], i + 1);
    if (!is_new) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ": line ", i + 1, " repeats the class name \"", names[i],
                       "\" of line ", earlier->second, "; expected distinct names"));
    }
  }
  return names;
}

}  // namespace labelrep
