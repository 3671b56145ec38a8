#include "labels/class_order.h"

#include <map>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/data/class_names.h"

namespace labelrep {

absl::StatusOr<std::vector<int>> ReadClassOrder(const std::string& path,
                                                const std::vector<std::string>& class_names) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<std::string> names, ReadClassNames(path));
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
