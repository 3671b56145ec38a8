#include "lib/stats/mean_and_std.h"

#include <algorithm>
#include <cmath>

namespace labelrep {
namespace {

MeanAndStd WithLostDegrees(const std::vector<double>& values, size_t lost_degrees) {
  MeanAndStd result;
  if (values.empty()) return result;
  for (double value : values) result.mean += value;
  result.mean /= static_cast<double>(values.size());
  double squares = 0;
  for (double value : values) squares += (value - result.mean) * (value - result.mean);
  const size_t degrees = std::max(values.size() - std::min(lost_degrees, values.size()), size_t{1});
  result.std = std::sqrt(squares / static_cast<double>(degrees));
  return result;
}

}  // namespace

MeanAndStd OfPopulation(const std::vector<double>& values) { return WithLostDegrees(values, 0); }

MeanAndStd OfSample(const std::vector<double>& values) { return WithLostDegrees(values, 1); }

}  // namespace labelrep
