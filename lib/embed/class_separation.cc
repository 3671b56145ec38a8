#include "lib/embed/class_separation.h"

#include <algorithm>
#include <limits>

#include "ATen/TensorOperators.h"
#include "ATen/ops/maximum.h"
#include "ATen/ops/one_hot.h"
#include "lib/embed/distance_blocks.h"
#include "lib/embed/nearest_neighbors.h"

namespace labelrep {

std::vector<double> Silhouettes(const at::Tensor& points, const at::Tensor& classes,
                                int64_t num_classes) {
  const at::Tensor members = at::one_hot(classes, num_classes).to(at::kDouble);
  const at::Tensor counts = members.sum(0);
  std::vector<double> silhouettes;
  ForEachDistanceBlock(points, [&](int64_t first, const at::Tensor& squared) {
    const at::Tensor own = classes.narrow(0, first, squared.size(0)).unsqueeze(1);
    const at::Tensor sums = squared.sqrt().mm(members);  // [rows, num_classes]
    const at::Tensor within = sums.gather(1, own) / (counts.take(own) - 1);
    at::Tensor means = sums / counts;
    constexpr double kNone = std::numeric_limits<double>::infinity();
    means.masked_fill_(counts == 0, kNone).scatter_(1, own, kNone);
    const at::Tensor nearest = means.amin(1, /*keepdim=*/true);
    // A quotient that is not defined is 0.
    const at::Tensor found =
        ((nearest - within) / at::maximum(nearest, within)).nan_to_num(0).contiguous();
    const double* values = found.const_data_ptr<double>();
    silhouettes.insert(silhouettes.end(), values, values + found.numel());
  });
  return silhouettes;
}

std::vector<double> MeansByClass(const std::vector<double>& values, const at::Tensor& classes,
                                 int64_t num_classes) {
  const int64_t* own = classes.const_data_ptr<int64_t>();
  std::vector<double> means(num_classes);
  std::vector<int64_t> counts(num_classes);
  for (size_t i = 0; i < values.size(); ++i) {
    means[own[i]] += values[i];
    ++counts[own[i]];
  }
  for (int64_t i = 0; i < num_classes; ++i) {
    means[i] /= static_cast<double>(std::max<int64_t>(counts[i], 1));
  }
  return means;
}

double NeighborAccuracy(const at::Tensor& points, const at::Tensor& classes, int64_t num_classes,
                        int64_t k) {
  const NearestNeighbors neighbors = FindNearestNeighbors(points, k);
  const int64_t* own = classes.const_data_ptr<int64_t>();
  int64_t right = 0;
  for (int64_t i = 0; i < neighbors.points; ++i) {
    std::vector<int64_t> votes(num_classes);
    for (int64_t j = 0; j < k; ++j) ++votes[own[neighbors.indices[i * k + j]]];
    const auto most = std::max_element(votes.begin(), votes.end());
    if (most - votes.begin() == own[i]) ++right;
  }
  return static_cast<double>(right) / static_cast<double>(neighbors.points);
}

}  // namespace labelrep
