#include "experiments/plan/schedule_time.h"

#include <algorithm>

namespace labelrep {

double TotalSeconds(const std::vector<double>& run_seconds, int jobs) {
  std::vector<double> busy_until(jobs, 0.0);
  for (const double seconds : run_seconds) {
    *std::min_element(busy_until.begin(), busy_until.end()) += seconds;
  }
  return *std::max_element(busy_until.begin(), busy_until.end());
}

}  // namespace labelrep
