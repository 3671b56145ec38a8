#include "lib/embed/principal_components.h"

#include <algorithm>
#include <tuple>

#include "ATen/TensorOperators.h"
#include "ATen/ops/linalg_eigh.h"

namespace labelrep {

at::Tensor PrincipalComponents(const at::Tensor& points, int64_t count) {
  at::Tensor centred = points.to(at::kDouble);
  centred = centred - centred.mean(0, /*keepdim=*/true);
  // Eigenvalues rise.
  const at::Tensor vectors = std::get<1>(at::linalg_eigh(centred.t().mm(centred)));
  const at::Tensor axes = vectors.flip(1).narrow(1, 0, std::min(count, points.size(1)));
  const at::Tensor largest = axes.gather(0, axes.abs().argmax(0, /*keepdim=*/true));
  return centred.mm(axes * largest.sign());
}

}  // namespace labelrep
