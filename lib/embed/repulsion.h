// How the points of a t-SNE embedding push each other away: exactly, over all pairs.
#ifndef LIB_EMBED_REPULSION_H_
#define LIB_EMBED_REPULSION_H_

#include <vector>

namespace labelrep {

// Of each point its two coordinates, or what changes them.
struct PlanePoints {
  std::vector<double> x;
  std::vector<double> y;
};

// With q_ij = 1 / (1 + |point_i - point_j|^2).
struct Repulsion {
  // Of point i the sum over all others of q_ij^2 (point_i - point_j).
  PlanePoints forces;
  // The sum of q_ij over all ordered pairs of different points.
  double sum_q = 0;
};

// In float32, eight pairs at a time: at 10,000 points less work than an interpolation on a grid or
// a tree (benchmarks/compare_tsne.py), and without their error. A term's rounding error is that of
// float32; a sum's at most n / 8 + 8 times that of the sum of its terms' sizes. On x86-64 the bytes
// are the same for every CPU; they do not depend on ATen's thread count, which it uses.
Repulsion ComputeRepulsion(const PlanePoints& points);

}  // namespace labelrep

#endif  // LIB_EMBED_REPULSION_H_
