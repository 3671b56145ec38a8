// Text that people write: names, settings, recipes. The one rule for its encoding is UTF-8, with or
// without a byte order mark.
#ifndef LIB_BASE_USER_TEXT_H_
#define LIB_BASE_USER_TEXT_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace labelrep {

// `bytes` without a byte order mark at their beginning. INVALID_ARGUMENT naming `name`, the place
// and the encoding for what is not UTF-8 (UTF-16 and UTF-32 are told by a byte order mark or by
// NUL bytes) and for a NUL byte.
absl::StatusOr<absl::string_view> CheckedUserText(absl::string_view bytes, absl::string_view name);

// The checked text of a file. Errors of ReadFile too.
absl::StatusOr<std::string> ReadTextFile(const std::string& path);

// How many bytes from the beginning on are well-formed UTF-8 (Unicode 15, table 3-7).
size_t ValidUtf8Prefix(absl::string_view bytes);

}  // namespace labelrep

#endif  // LIB_BASE_USER_TEXT_H_
