#include "lib/stats/median.h"

#include <algorithm>

#include "lib/base/check.h"

namespace labelrep {

double UpperMedian(std::vector<double> values) {
  LABELREP_CHECK(!values.empty(), "the median of nothing");
  const auto middle = values.begin() + values.size() / 2;
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace labelrep
