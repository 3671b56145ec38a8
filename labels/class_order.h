// The order of the classes in a file that is not the data set's.
#ifndef LABELS_CLASS_ORDER_H_
#define LABELS_CLASS_ORDER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace labelrep {

// For each class the place (from 0) of its name in the text file `path`, which lists them one a
// line. INVALID_ARGUMENT naming the first name that is missing or unknown.
absl::StatusOr<std::vector<int>> ReadClassOrder(const std::string& path,
                                                const std::vector<std::string>& class_names);

}  // namespace labelrep

#endif  // LABELS_CLASS_ORDER_H_
