#include "lib/audio/decibel.h"

#include <algorithm>

namespace labelrep {

Eigen::ArrayXXd PowerToDecibel(const Eigen::ArrayXXd& power, double top_db) {
  constexpr double kMinPower = 1e-10;
  const double reference = std::max(kMinPower, power.maxCoeff());
  return (10 * (power.max(kMinPower) / reference).log10()).max(-top_db);
}

Eigen::ArrayXXd DecibelToPower(const Eigen::ArrayXXd& decibel) {
  return Eigen::pow(10.0, decibel / 10);
}

}  // namespace labelrep
