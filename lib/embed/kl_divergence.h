// What t-SNE minimises: the Kullback-Leibler divergence of the embedding's affinities from the
// points'.
#ifndef LIB_EMBED_KL_DIVERGENCE_H_
#define LIB_EMBED_KL_DIVERGENCE_H_

#include "lib/embed/affinities.h"
#include "lib/embed/repulsion.h"

namespace labelrep {

// In nats: the sum of p_ij log(p_ij / q_ij), with q_ij proportional to 1 / (1 + |y_i - y_j|^2) and
// 1 in sum over all ordered pairs.
double KlDivergence(const Affinities& affinities, const PlanePoints& embedding);

// Its gradient by the coordinates of the embedding, with the affinities times `exaggeration`:
// 4 sum_j (exaggeration p_ij - q_ij) (y_i - y_j) / (1 + |y_i - y_j|^2).
// Reference: van der Maaten and Hinton 2008, equation 5.
PlanePoints KlGradient(const Affinities& affinities, const PlanePoints& embedding,
                       double exaggeration = 1);

}  // namespace labelrep

#endif  // LIB_EMBED_KL_DIVERGENCE_H_
