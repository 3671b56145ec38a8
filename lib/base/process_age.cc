#include "lib/base/process_age.h"

#include <time.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "lib/base/files.h"

namespace labelrep {

std::optional<double> ProcessStart_s(absl::string_view stat) {
  // The name in parentheses may itself have spaces and parentheses; field 3 comes after it.
  const size_t name_end = stat.rfind(')');
  if (name_end == absl::string_view::npos) return std::nullopt;
  const std::vector<absl::string_view> fields =
      absl::StrSplit(stat.substr(name_end + 1), ' ', absl::SkipEmpty());
  constexpr size_t kStartTime = 22 - 3;
  double ticks = 0;
  if (fields.size() <= kStartTime || !absl::SimpleAtod(fields[kStartTime], &ticks)) {
    return std::nullopt;
  }
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

std::optional<double> ProcessAge_s() {
  const absl::StatusOr<std::string> stat = ReadFile("/proc/self/stat");
  timespec now = {};
  if (!stat.ok() || clock_gettime(CLOCK_BOOTTIME, &now) != 0) return std::nullopt;
  const std::optional<double> start_s = ProcessStart_s(*stat);
  if (!start_s.has_value()) return std::nullopt;
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec) - *start_s;
}

}  // namespace labelrep
