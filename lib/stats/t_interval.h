// Confidence and prediction intervals of a mean by Student's t distribution.
#ifndef LIB_STATS_T_INTERVAL_H_
#define LIB_STATS_T_INTERVAL_H_

#include <optional>
#include <vector>

namespace labelrep {

struct Interval {
  double lo = 0;
  double hi = 0;
};

// The interval that holds the mean of the population in `confidence` (in (0, 1)) of all samples,
// where the values are a sample of a normal distribution: mean +- t(n - 1) * std / sqrt(n), with
// the sample's standard deviation. None for fewer than two values; a point where all are equal.
//   TInterval({0.5, 0.6, 0.7})  // 0.6 +- 4.303 * 0.1 / sqrt(3)
// Reference: scipy.stats.t.interval.
std::optional<Interval> TInterval(const std::vector<double>& values, double confidence = 0.95);

// The interval that holds the mean of `further` more values of the same population (at least 1) in
// `confidence` of all cases: mean +- t(n - 1) * std * sqrt(1 / n + 1 / further). Else as TInterval.
// Reference: Hahn, Meeker: Statistical Intervals, section 4.8.
std::optional<Interval> PredictionInterval(const std::vector<double>& values, int further,
                                           double confidence = 0.95);

}  // namespace labelrep

#endif  // LIB_STATS_T_INTERVAL_H_
