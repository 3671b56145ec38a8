// One thing in several formats, as files beside each other.
#ifndef LIB_REPORT_WRITE_FORMATS_H_
#define LIB_REPORT_WRITE_FORMATS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"

namespace labelrep {

// Writes <prefix><suffix> for each pair of suffix and bytes, all or, on an error, none: older ones
// stay as they were.
absl::Status WriteFormats(const std::vector<std::pair<std::string, std::string>>& formats,
                          const std::string& prefix);

}  // namespace labelrep

#endif  // LIB_REPORT_WRITE_FORMATS_H_
