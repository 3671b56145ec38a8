#include "lib/embed/repulsion.h"

#include <cstdint>
#include <cstring>

#include "ATen/Parallel.h"

// AVX2 without FMA, which would round otherwise than a CPU that has neither.
#ifdef __x86_64__
#define LABELREP_WITH_AVX2 __attribute__((target_clones("avx2", "default")))
#else
#define LABELREP_WITH_AVX2
#endif

namespace labelrep {
namespace {

constexpr int kLanes = 8;
using Lanes = float __attribute__((vector_size(kLanes * sizeof(float))));

// So far from all others that its q is nearly 0, and its square, which is still finite, too.
constexpr float kFarAway = 1e18f;

// Rows that a thread takes at a time.
constexpr int64_t kGrain = 64;

std::vector<float> InLanes(const std::vector<double>& values) {
  std::vector<float> padded(values.begin(), values.end());
  padded.resize((values.size() + kLanes - 1) / kLanes * kLanes, kFarAway);
  return padded;
}

// Adds up in double what float lanes have.
double Sum(const Lanes& lanes) {
  double sum = 0;
  for (int i = 0; i < kLanes; ++i) sum += lanes[i];
  return sum;
}

struct Row {
  double force_x = 0;
  double force_y = 0;
  double sum_q = 0;  // with that of the point itself, 1
};

LABELREP_WITH_AVX2
Row RepelOne(const std::vector<float>& x, const std::vector<float>& y, float own_x, float own_y) {
  Lanes force_x = {};
  Lanes force_y = {};
  Lanes sum_q = {};
  for (size_t j = 0; j < x.size(); j += kLanes) {
    Lanes dx;
    Lanes dy;
    std::memcpy(&dx, &x[j], sizeof(dx));
    std::memcpy(&dy, &y[j], sizeof(dy));
    dx = own_x - dx;
    dy = own_y - dy;
    const Lanes q = 1 / (1 + dx * dx + dy * dy);
    sum_q += q;
    const Lanes weight = q * q;
    force_x += weight * dx;
    force_y += weight * dy;
  }
  return {Sum(force_x), Sum(force_y), Sum(sum_q)};
}

}  // namespace

Repulsion ComputeRepulsion(const PlanePoints& points) {
  const std::vector<float> x = InLanes(points.x);
  const std::vector<float> y = InLanes(points.y);
  const size_t n = points.x.size();
  Repulsion repulsion{{std::vector<double>(n), std::vector<double>(n)}};
  std::vector<double> sums_q(n);
  at::parallel_for(0, static_cast<int64_t>(n), kGrain, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const Row row = RepelOne(x, y, x[i], y[i]);
      repulsion.forces.x[i] = row.force_x;
      repulsion.forces.y[i] = row.force_y;
      sums_q[i] = row.sum_q - 1;
    }
  });
  // In order, so that the number of threads changes nothing.
  for (const double sum_q : sums_q) repulsion.sum_q += sum_q;
  return repulsion;
}

}  // namespace labelrep
