#include "lib/stats/spearman.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "boost/math/distributions/normal.hpp"
#include "lib/base/check.h"
#include "lib/base/random_stream.h"

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

constexpr size_t kMostExactPairs = 8;  // 40,320 pairings
constexpr int kRandomPairings = 99'998;

double Product(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// The share of pairings whose product is as far from 0. Products of ranks are exact, so that equal
// ones are equal.
double ShareAsFar(const std::vector<double>& x, std::vector<double> y) {
  const double product = std::abs(Product(x, y));
  int64_t as_far = 0;
  int64_t pairings = 0;
  const auto count = [&] {
    as_far += std::abs(Product(x, y)) >= product;
    ++pairings;
  };
  if (x.size() <= kMostExactPairs) {
    std::vector<size_t> order(x.size());
    std::iota(order.begin(), order.end(), 0);
    const std::vector<double> ranks = y;
    do {
      for (size_t i = 0; i < order.size(); ++i) y[i] = ranks[order[i]];
      count();
    } while (std::next_permutation(order.begin(), order.end()));
  } else {
    count();
    RandomStream random(/*seed=*/0, "pairings");
    for (int i = 0; i < kRandomPairings; ++i) {
      for (size_t j = y.size() - 1; j > 0; --j) std::swap(y[j], y[random.NextBelow(j + 1)]);
      count();
    }
  }
  return static_cast<double>(as_far) / static_cast<double>(pairings);
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
  // Halves of whole numbers, so that these sums are exact.
  const double x_squares = Product(x_ranks, x_ranks);
  const double y_squares = Product(y_ranks, y_ranks);
  if (x_squares == 0 || y_squares == 0) return std::nullopt;
  const double products = Product(x_ranks, y_ranks);
  RankCorrelation result;
  result.pairs = static_cast<int>(x.size());
  result.rho = products / std::sqrt(x_squares * y_squares);
  result.p = ShareAsFar(x_ranks, y_ranks);
  const bool in_order = products * products == x_squares * y_squares;
  if (result.pairs > 3 && !in_order) result.interval = FisherInterval(result.rho, result.pairs);
  return result;
}

}  // namespace labelrep
