#include "experiments/plan/durations.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace labelrep {

std::string FormatDuration(std::optional<double> seconds) {
  if (!seconds.has_value()) return "—";
  const int64_t whole = std::llround(*seconds);
  if (whole < 60) return absl::StrCat(whole, " s");
  if (whole < 3600) return absl::StrCat((whole + 30) / 60, " min");
  const int64_t minutes = (whole + 30) / 60;
  if (minutes < 48 * 60) return absl::StrCat(minutes / 60, " h ", minutes % 60, " min");
  return absl::StrFormat("%.1f days", *seconds / 86400);
}

double TotalSeconds(const std::vector<double>& run_seconds, int jobs) {
  std::vector<double> busy_until(jobs, 0.0);
  for (const double seconds : run_seconds) {
    *std::min_element(busy_until.begin(), busy_until.end()) += seconds;
  }
  return *std::max_element(busy_until.begin(), busy_until.end());
}

}  // namespace labelrep
