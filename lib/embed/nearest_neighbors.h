// The nearest neighbours of each point of a set, among the others; exact.
#ifndef LIB_EMBED_NEAREST_NEIGHBORS_H_
#define LIB_EMBED_NEAREST_NEIGHBORS_H_

#include <cstdint>
#include <vector>

#include "ATen/core/Tensor.h"

namespace labelrep {

// Row-major [points, k]; each row by rising distance, without the point itself.
struct NearestNeighbors {
  int64_t points = 0;
  int64_t k = 0;
  std::vector<int32_t> indices = {};
  std::vector<double> squared_distances = {};
};

// By Euclidean distance. `points` are [n, f] of a floating-point type, all finite. CHECKs that k is
// in 1..n-1; throws c10::Error.
NearestNeighbors FindNearestNeighbors(const at::Tensor& points, int64_t k);

}  // namespace labelrep

#endif  // LIB_EMBED_NEAREST_NEIGHBORS_H_
