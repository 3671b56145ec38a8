#include "lib/stats/paired_comparison.h"

#include <algorithm>
#include <cmath>

#include "boost/math/distributions/students_t.hpp"
#include "lib/base/check.h"
#include "lib/stats/mean_and_std.h"

namespace labelrep {
namespace {

// Whether the differences are the same but for the rounding of numbers of this size.
bool IsConstant(const MeanAndStd& differences, double largest_value) {
  constexpr double kRounding = 1e-15;
  return differences.std <= kRounding * largest_value;
}

}  // namespace

PairedComparison ComparePaired(const std::vector<double>& treated,
                               const std::vector<double>& control) {
  LABELREP_CHECK(!treated.empty() && treated.size() == control.size(), "pairs are needed");
  std::vector<double> differences;
  double largest = 0;
  for (size_t i = 0; i < treated.size(); ++i) {
    differences.push_back(treated[i] - control[i]);
    largest = std::max({largest, std::abs(treated[i]), std::abs(control[i])});
  }
  const MeanAndStd sample = OfSample(differences);
  PairedComparison result;
  result.pairs = static_cast<int>(differences.size());
  result.mean_difference = sample.mean;
  if (result.pairs < 2 || IsConstant(sample, largest)) return result;
  result.interval = TInterval(differences);
  const auto n = static_cast<double>(result.pairs);
  result.effect_size = sample.mean / sample.std;
  result.t = *result.effect_size * std::sqrt(n);
  const boost::math::students_t distribution(n - 1);
  result.p = 2 * cdf(complement(distribution, std::abs(*result.t)));
  return result;
}

}  // namespace labelrep
