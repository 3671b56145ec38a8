// Class names in a text file, one a line, as data sets in CIFAR's binary layout bring them.
#ifndef LIB_DATA_CLASS_NAMES_H_
#define LIB_DATA_CLASS_NAMES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace labelrep {

// As many as the one byte that holds a class in that layout tells apart.
inline constexpr int kMaxClasses = 256;

// The names in their order, without white space around them; empty lines at the end do not count.
// Text as of CheckedUserText. NOT_FOUND for no such file; INVALID_ARGUMENT naming file and line for
// an empty one or a name that is there twice, and for less than two or more than kMaxClasses names.
absl::StatusOr<std::vector<std::string>> ReadClassNames(const std::string& path);

}  // namespace labelrep

#endif  // LIB_DATA_CLASS_NAMES_H_
