// Text from a file in an error message: what a terminal could take for a command is escaped.
#ifndef LIB_BASE_PRINTABLE_H_
#define LIB_BASE_PRINTABLE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace labelrep {

// Control characters and bytes beyond ASCII as \n, \t or \xNN; quotes as they are.
std::string Printable(absl::string_view text);

}  // namespace labelrep

#endif  // LIB_BASE_PRINTABLE_H_
