#include "lib/stats/t_interval.h"

#include <cmath>

#include "boost/math/distributions/students_t.hpp"
#include "lib/base/check.h"
#include "lib/stats/mean_and_std.h"

namespace labelrep {

std::optional<Interval> TInterval(const std::vector<double>& values, double confidence) {
  LABELREP_CHECK(confidence > 0 && confidence < 1, "a confidence is in (0, 1)");
  if (values.size() < 2) return std::nullopt;
  const MeanAndStd sample = OfSample(values);
  const auto n = static_cast<double>(values.size());
  const boost::math::students_t distribution(n - 1);
  const double t = quantile(complement(distribution, (1 - confidence) / 2));
  const double half = t * sample.std / std::sqrt(n);
  return Interval{sample.mean - half, sample.mean + half};
}

}  // namespace labelrep
