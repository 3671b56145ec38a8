// Euclidean distances between all points of a set, a block of rows at a time.
#ifndef LIB_EMBED_DISTANCE_BLOCKS_H_
#define LIB_EMBED_DISTANCE_BLOCKS_H_

#include <cstdint>
#include <functional>

#include "ATen/core/Tensor.h"

namespace labelrep {

// Calls `use` for each block with the index of its first point and float64 [rows, n]: the squared
// distances of points first, first + 1, ... to all n, at least 0, and exactly 0 to themselves.
// Their error is that of |a|^2 + |b|^2 - 2 a b around the mean of all: f + 3 roundings of each.
// `points` are [n, f] of a floating-point type. Throws c10::Error.
void ForEachDistanceBlock(
    const at::Tensor& points,
    const std::function<void(int64_t first, const at::Tensor& squared_distances)>& use);

}  // namespace labelrep

#endif  // LIB_EMBED_DISTANCE_BLOCKS_H_
