// t-SNE: points of many dimensions in two, neighbours beside neighbours.
#ifndef LIB_EMBED_TSNE_H_
#define LIB_EMBED_TSNE_H_

#include <string>

#include "ATen/core/Tensor.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/embed/repulsion.h"
#include "results/features.pb.h"

namespace labelrep {

// INVALID_ARGUMENT naming the field that does not fit; `name` says where the recipe comes from.
absl::Status ValidateTsneRecipe(const TsneRecipe& recipe, const std::string& name);

struct TsneEmbedding {
  PlanePoints points;  // around 0
  double kl_divergence = 0;
};

// Embeds points [n, f] of a floating-point type, as openTSNE does by default but for exact
// neighbours and exact gradients: from the first two principal components, scaled to a standard
// deviation of 1e-4 along the first and jittered by 1e-6, by gradient descent with momentum, gains,
// a learning rate of n / (4 exaggeration), and no step longer than 5. Where f is 1 the jitter alone
// is the second component. The same for every thread count as far as ATen's matrix products are.
// INVALID_ARGUMENT for a recipe that does not fit, fewer than 3 * perplexity + 1 points, or a value
// that is not finite. Throws c10::Error.
// Reference: Policar, Strazar, Zupan: "openTSNE: A Modular Python Library for t-SNE Dimensionality
// Reduction and Embedding", 2024.
absl::StatusOr<TsneEmbedding> EmbedByTsne(const at::Tensor& points, const TsneRecipe& recipe);

}  // namespace labelrep

#endif  // LIB_EMBED_TSNE_H_
