#include "lib/stats/t_interval.h"

#include <cmath>

#include "boost/math/distributions/students_t.hpp"
#include "lib/base/check.h"
#include "lib/stats/mean_and_std.h"

namespace labelrep {
namespace {

// The mean +- what `half` makes of n and t(n - 1) * std, in this order of rounding.
template <typename Half>
std::optional<Interval> AroundMean(const std::vector<double>& values, double confidence,
                                   const Half& half) {
  LABELREP_CHECK(confidence > 0 && confidence < 1, "a confidence is in (0, 1)");
  if (values.size() < 2) return std::nullopt;
  const MeanAndStd sample = OfSample(values);
  const auto n = static_cast<double>(values.size());
  const boost::math::students_t distribution(n - 1);
  const double t = quantile(complement(distribution, (1 - confidence) / 2));
  const double width = half(n, t * sample.std);
  return Interval{sample.mean - width, sample.mean + width};
}

}  // namespace

std::optional<Interval> TInterval(const std::vector<double>& values, double confidence) {
  return AroundMean(values, confidence,
                    [](double n, double deviation) { return deviation / std::sqrt(n); });
}

std::optional<Interval> PredictionInterval(const std::vector<double>& values, int further,
                                           double confidence) {
  LABELREP_CHECK(further >= 1, "at least one further value is predicted");
  return AroundMean(values, confidence, [further](double n, double deviation) {
    return deviation * std::sqrt(1 / n + 1.0 / further);
  });
}

}  // namespace labelrep
