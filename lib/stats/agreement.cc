#include "lib/stats/agreement.h"

#include <algorithm>
#include <cmath>

#include "boost/math/distributions/normal.hpp"
#include "lib/base/check.h"

namespace labelrep {
namespace {

double ShareOfYes(const std::vector<bool>& judged) {
  return static_cast<double>(std::count(judged.begin(), judged.end(), true)) /
         static_cast<double>(judged.size());
}

double ShareFrom(double limit, const std::vector<double>& values) {
  const auto count =
      std::count_if(values.begin(), values.end(), [&](double value) { return value >= limit; });
  return static_cast<double>(count) / static_cast<double>(values.size());
}

}  // namespace

Agreement FindAgreement(const std::vector<bool>& a, const std::vector<bool>& b) {
  LABELREP_CHECK(!a.empty() && a.size() == b.size(), "two judgements of each thing");
  Agreement agreement;
  std::vector<bool> same;
  for (size_t i = 0; i < a.size(); ++i) same.push_back(a[i] == b[i]);
  agreement.share = ShareOfYes(same);
  const double yes_a = ShareOfYes(a);
  const double yes_b = ShareOfYes(b);
  agreement.by_chance = yes_a * yes_b + (1 - yes_a) * (1 - yes_b);
  if (agreement.by_chance < 1) {
    agreement.kappa = (agreement.share - agreement.by_chance) / (1 - agreement.by_chance);
  }
  return agreement;
}

Interval WilsonInterval(double share, double count) {
  static const double z = boost::math::quantile(boost::math::normal(), 0.975);
  const double weight = z * z / count;
  const double centre = (share + weight / 2) / (1 + weight);
  const double half =
      z / (1 + weight) * std::sqrt(share * (1 - share) / count + weight / (4 * count));
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

double SeparatingLimit(const std::vector<double>& wanted, const std::vector<double>& unwanted) {
  LABELREP_CHECK(!wanted.empty() && !unwanted.empty(), "values on both sides");
  std::vector<double> values = wanted;
  values.insert(values.end(), unwanted.begin(), unwanted.end());
  std::sort(values.begin(), values.end());
  double best_limit = values.front();
  double best = ShareFrom(best_limit, wanted) - ShareFrom(best_limit, unwanted);
  for (size_t i = 1; i < values.size(); ++i) {
    if (values[i - 1] == values[i]) continue;
    const double limit = values[i - 1] + (values[i] - values[i - 1]) / 2;
    const double separated = ShareFrom(limit, wanted) - ShareFrom(limit, unwanted);
    if (separated <= best) continue;
    best = separated;
    best_limit = limit;
  }
  return best_limit;
}

}  // namespace labelrep
