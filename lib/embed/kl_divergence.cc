#include "lib/embed/kl_divergence.h"

#include <cmath>
#include <cstdint>
#include <utility>

#include "ATen/Parallel.h"

namespace labelrep {
namespace {

// Rows that a thread takes at a time.
constexpr int64_t kGrain = 256;

}  // namespace

double KlDivergence(const Affinities& affinities, const PlanePoints& embedding) {
  const double log_sum_q = std::log(ComputeRepulsion(embedding).sum_q);
  double divergence = 0;
  for (int row = 0; row < affinities.rows(); ++row) {
    for (Affinities::InnerIterator entry(affinities, row); entry; ++entry) {
      if (entry.value() == 0) continue;
      const double dx = embedding.x[row] - embedding.x[entry.col()];
      const double dy = embedding.y[row] - embedding.y[entry.col()];
      const double minus_log_q = std::log1p(dx * dx + dy * dy) + log_sum_q;
      divergence += entry.value() * (std::log(entry.value()) + minus_log_q);
    }
  }
  return divergence;
}

PlanePoints KlGradient(const Affinities& affinities, const PlanePoints& embedding,
                       double exaggeration) {
  Repulsion repulsion = ComputeRepulsion(embedding);
  PlanePoints gradient = std::move(repulsion.forces);
  at::parallel_for(0, affinities.rows(), kGrain, [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) {
      double x = 0;
      double y = 0;
      for (Affinities::InnerIterator entry(affinities, row); entry; ++entry) {
        const double dx = embedding.x[row] - embedding.x[entry.col()];
        const double dy = embedding.y[row] - embedding.y[entry.col()];
        const double pull = entry.value() / (1 + dx * dx + dy * dy);
        x += pull * dx;
        y += pull * dy;
      }
      gradient.x[row] = 4 * (exaggeration * x - gradient.x[row] / repulsion.sum_q);
      gradient.y[row] = 4 * (exaggeration * y - gradient.y[row] / repulsion.sum_q);
    }
  });
  return gradient;
}

}  // namespace labelrep
