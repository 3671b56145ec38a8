// Text as a JSON string. Reference: RFC 8259.
#ifndef LIB_BASE_JSON_STRING_H_
#define LIB_BASE_JSON_STRING_H_

#include <string>

#include "absl/strings/string_view.h"

namespace labelrep {

// In quotes. Only what JSON does not allow in strings is escaped, with the short form where there
// is one; bytes beyond ASCII stay as they are, so UTF-8 gives valid JSON.
std::string JsonString(absl::string_view text);

}  // namespace labelrep

#endif  // LIB_BASE_JSON_STRING_H_
