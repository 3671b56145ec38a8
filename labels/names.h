// Class names in a text file, one a line.
#ifndef LABELS_NAMES_H_
#define LABELS_NAMES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace labelrep {

// As many as the one byte that holds a class in CIFAR's layout tells apart.
inline constexpr int kMaxClassNames = 256;

// The names in their order; blank lines and white space around a name are ignored. INVALID_ARGUMENT
// naming file and line for a name that is there twice, or where there is none or too many.
absl::StatusOr<std::vector<std::string>> ReadNames(const std::string& path);

// For each class the place (from 0, blank lines not counted) of its name in `path`.
// INVALID_ARGUMENT naming the first name that is missing or unknown.
absl::StatusOr<std::vector<int>> ReadOrder(const std::string& path,
                                           const std::vector<std::string>& class_names);

}  // namespace labelrep

#endif  // LABELS_NAMES_H_
