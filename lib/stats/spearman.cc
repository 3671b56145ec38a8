#include "lib/stats/spearman.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "boost/math/distributions/normal.hpp"
#include "boost/math/distributions/students_t.hpp"
#include "lib/base/check.h"

namespace labelrep {
namespace {

// From 1; equal values have the mean of their ranks. Minus the mean rank of all.
std::vector<double> CentredRanks(const std::vector<double>& values) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return values[a] < values[b]; });
  const double mean = (static_cast<double>(values.size()) + 1) / 2;
  std::vector<double> ranks(values.size());
  for (size_t first = 0; first < order.size();) {
    size_t next = first;
    while (next < order.size() && values[order[next]] == values[order[first]]) ++next;
    const double rank = (static_cast<double>(first + next) + 1) / 2;
    for (size_t i = first; i < next; ++i) ranks[order[i]] = rank - mean;
    first = next;
  }
  return ranks;
}

Interval FisherInterval(double rho, double pairs) {
  const double z = std::atanh(rho);
  const double quantile = boost::math::quantile(boost::math::normal(), 0.975);
  const double width = quantile * std::sqrt((1 + rho * rho / 2) / (pairs - 3));
  return {std::tanh(z - width), std::tanh(z + width)};
}

}  // namespace

std::optional<RankCorrelation> Spearman(const std::vector<double>& x,
                                        const std::vector<double>& y) {
  LABELREP_CHECK(x.size() == y.size(), "pairs are needed");
  if (x.size() < 3) return std::nullopt;
  const std::vector<double> x_ranks = CentredRanks(x);
  const std::vector<double> y_ranks = CentredRanks(y);
  const auto product = [](const std::vector<double>& a, const std::vector<double>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
  };
  // Halves of whole numbers, so that these sums are exact.
  const double x_squares = product(x_ranks, x_ranks);
  const double y_squares = product(y_ranks, y_ranks);
  if (x_squares == 0 || y_squares == 0) return std::nullopt;
  const double products = product(x_ranks, y_ranks);
  RankCorrelation result;
  result.pairs = static_cast<int>(x.size());
  result.rho = products / std::sqrt(x_squares * y_squares);
  if (products * products == x_squares * y_squares) {
    result.p = 0;
    return result;
  }
  const auto pairs = static_cast<double>(result.pairs);
  const double t = result.rho * std::sqrt((pairs - 2) / (1 - result.rho * result.rho));
  const boost::math::students_t distribution(pairs - 2);
  result.p = 2 * cdf(complement(distribution, std::abs(t)));
  if (result.pairs > 3) result.interval = FisherInterval(result.rho, pairs);
  return result;
}

}  // namespace labelrep
