#include "lib/embed/nearest_neighbors.h"

#include <limits>
#include <tuple>

#include "ATen/ops/topk.h"
#include "lib/base/check.h"
#include "lib/embed/distance_blocks.h"

namespace labelrep {

NearestNeighbors FindNearestNeighbors(const at::Tensor& points, int64_t k) {
  LABELREP_CHECK(k >= 1 && k < points.size(0), "needs k other points");
  NearestNeighbors found{.points = points.size(0), .k = k};
  ForEachDistanceBlock(points, [&](int64_t first, const at::Tensor& squared) {
    squared.diagonal(first).fill_(std::numeric_limits<double>::infinity());
    const auto [distances, indices] = at::topk(squared, k, /*dim=*/1, /*largest=*/false);
    const double* distance = distances.const_data_ptr<double>();
    const int64_t* index = indices.const_data_ptr<int64_t>();
    found.squared_distances.insert(found.squared_distances.end(), distance,
                                   distance + distances.numel());
    found.indices.insert(found.indices.end(), index, index + indices.numel());
  });
  return found;
}

}  // namespace labelrep
