#include "lib/stats/share_difference.h"

#include <algorithm>
#include <cmath>

#include "lib/base/check.h"

namespace labelrep {
namespace {

// The normal distribution's quantile of 0.975.
constexpr double kZ = 1.959963984540054;

double Share(const CountedShare& counted) {
  return static_cast<double>(counted.count) / static_cast<double>(counted.of);
}

// Wilson's interval.
Interval OfShare(const CountedShare& counted) {
  LABELREP_CHECK(counted.of >= 1 && counted.count >= 0 && counted.count <= counted.of,
                 "a share is a part of something");
  const double n = static_cast<double>(counted.of);
  const double share = Share(counted);
  const double middle = (share + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
  const double half =
      kZ * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n)) / (1 + kZ * kZ / n);
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

}  // namespace

Interval ShareDifferenceInterval(const CountedShare& first, const CountedShare& second) {
  const Interval of_first = OfShare(first);
  const Interval of_second = OfShare(second);
  const double difference = Share(first) - Share(second);
  return {difference - std::hypot(Share(first) - of_first.lo, of_second.hi - Share(second)),
          difference + std::hypot(of_first.hi - Share(first), Share(second) - of_second.lo)};
}

}  // namespace labelrep
