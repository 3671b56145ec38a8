#include "lib/stats/holm.h"

#include <algorithm>
#include <numeric>

namespace labelrep {

std::vector<double> HolmAdjusted(const std::vector<double>& p) {
  std::vector<size_t> order(p.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return p[a] < p[b]; });
  std::vector<double> adjusted(p.size());
  double before = 0;
  for (size_t k = 0; k < order.size(); ++k) {
    before = std::max(before, std::min(1.0, static_cast<double>(p.size() - k) * p[order[k]]));
    adjusted[order[k]] = before;
  }
  return adjusted;
}

}  // namespace labelrep
