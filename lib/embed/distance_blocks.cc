#include "lib/embed/distance_blocks.h"

#include <algorithm>

#include "ATen/TensorOperators.h"
#include "ATen/ops/addmm.h"

namespace labelrep {
namespace {

// Of 10,000 points 41 MB of distances.
constexpr int64_t kRows = 512;

}  // namespace

void ForEachDistanceBlock(const at::Tensor& points,
                          const std::function<void(int64_t, const at::Tensor&)>& use) {
  // Around their mean, as |a|^2 + |b|^2 - 2 a b loses what the norms have beyond the distance.
  at::Tensor centred = points.to(at::kDouble);
  centred = centred - centred.mean(0, /*keepdim=*/true);
  const at::Tensor squared_norms = centred.square().sum(1);
  for (int64_t first = 0; first < points.size(0); first += kRows) {
    const int64_t rows = std::min(kRows, points.size(0) - first);
    at::Tensor squared = at::addmm(squared_norms, centred.narrow(0, first, rows), centred.t(),
                                   /*beta=*/1, /*alpha=*/-2);
    squared.add_(squared_norms.narrow(0, first, rows).unsqueeze(1)).clamp_min_(0);
    squared.diagonal(first).fill_(0);
    use(first, squared);
  }
}

}  // namespace labelrep
