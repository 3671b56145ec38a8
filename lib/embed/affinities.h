// Affinities of t-SNE: how likely each point would pick each other as its neighbour.
#ifndef LIB_EMBED_AFFINITIES_H_
#define LIB_EMBED_AFFINITIES_H_

#include <vector>

#include "Eigen/SparseCore"
#include "lib/embed/nearest_neighbors.h"

namespace labelrep {

// [n, n], symmetric; all elements together are 1.
using Affinities = Eigen::SparseMatrix<double, Eigen::RowMajor>;

// p(j | i), [points, k] as the neighbours: proportional to exp(-d_ij^2 / (2 sigma_i^2)), with
// sigma_i so that exp of the entropy of row i is the perplexity, and each row's sum 1. Where more
// than `perplexity` neighbours are nearest at the same distance, those alone share the row. CHECKs
// that perplexity is in [1, k].
// Reference: van der Maaten and Hinton 2008, equation 1.
std::vector<double> ConditionalAffinities(const NearestNeighbors& neighbors, double perplexity);

// (p(j | i) + p(i | j)) / 2n.
Affinities JointAffinities(const NearestNeighbors& neighbors, double perplexity);

}  // namespace labelrep

#endif  // LIB_EMBED_AFFINITIES_H_
