#include "lib/embed/affinities.h"

#include <cmath>
#include <cstdint>

#include "lib/base/check.h"

namespace labelrep {
namespace {

// Bisections after which a double has no more to give.
constexpr int kMaxSteps = 200;
constexpr double kEntropyTolerance = 1e-12;  // in nats

// Fills the row with exp(-precision * excess) / sum and returns its entropy in nats. `excess` is
// what each squared distance has beyond the smallest.
double FillRow(const std::vector<double>& excess, double precision, double* row) {
  double sum = 0;
  double weighted = 0;
  for (size_t j = 0; j < excess.size(); ++j) {
    row[j] = std::exp(-precision * excess[j]);
    sum += row[j];
    weighted += row[j] * excess[j];
  }
  for (size_t j = 0; j < excess.size(); ++j) row[j] /= sum;
  return std::log(sum) + precision * weighted / sum;
}

// Doubles or halves the precision until the entropy is between two, then bisects.
void Calibrate(const std::vector<double>& excess, double entropy, double* row) {
  double low = 0;
  double high = 0;  // none yet
  double mean = 0;
  for (const double value : excess) mean += value / static_cast<double>(excess.size());
  double precision = mean > 0 ? 1 / mean : 1;
  for (int step = 0; step < kMaxSteps; ++step) {
    const double difference = FillRow(excess, precision, row) - entropy;
    if (std::abs(difference) <= kEntropyTolerance) return;
    (difference > 0 ? low : high) = precision;
    precision = high == 0 ? 2 * precision : (low + high) / 2;
  }
}

}  // namespace

std::vector<double> ConditionalAffinities(const NearestNeighbors& neighbors, double perplexity) {
  LABELREP_CHECK(perplexity >= 1 && perplexity <= neighbors.k, "more neighbours are needed");
  std::vector<double> affinities(neighbors.squared_distances.size());
  std::vector<double> excess(neighbors.k);
  for (int64_t i = 0; i < neighbors.points; ++i) {
    const double* squared = &neighbors.squared_distances[i * neighbors.k];
    for (int64_t j = 0; j < neighbors.k; ++j) excess[j] = squared[j] - squared[0];
    Calibrate(excess, std::log(perplexity), &affinities[i * neighbors.k]);
  }
  return affinities;
}

Affinities JointAffinities(const NearestNeighbors& neighbors, double perplexity) {
  const std::vector<double> conditional = ConditionalAffinities(neighbors, perplexity);
  std::vector<Eigen::Triplet<double>> entries;
  entries.reserve(2 * conditional.size());
  for (size_t e = 0; e < conditional.size(); ++e) {
    const int row = static_cast<int>(e / neighbors.k);
    const double half = conditional[e] / (2.0 * static_cast<double>(neighbors.points));
    entries.emplace_back(row, neighbors.indices[e], half);
    entries.emplace_back(neighbors.indices[e], row, half);
  }
  Affinities joint(neighbors.points, neighbors.points);
  joint.setFromTriplets(entries.begin(), entries.end());  // sums those of one place
  joint.makeCompressed();
  return joint;
}

}  // namespace labelrep
