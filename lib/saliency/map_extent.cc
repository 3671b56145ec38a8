#include "lib/saliency/map_extent.h"

#include <cstdint>

#include "ATen/TensorOperators.h"
#include "ATen/ops/ones_like.h"
#include "ATen/ops/where.h"

namespace labelrep {
namespace {

// 0 where the divisor is, as the dividend is too.
at::Tensor Ratio(const at::Tensor& dividend, const at::Tensor& divisor) {
  return dividend / at::where(divisor == 0, at::ones_like(divisor), divisor);
}

}  // namespace

at::Tensor CoveredShares(const at::Tensor& maps) {
  const auto pixels = static_cast<double>(maps.size(1) * maps.size(2));
  return Ratio(maps.sum({1, 2}).square(), maps.square().sum({1, 2}) * pixels);
}

at::Tensor CentralShares(const at::Tensor& maps) {
  const int64_t height = maps.size(1);
  const int64_t width = maps.size(2);
  const at::Tensor middle = maps.narrow(1, height / 4, height / 2).narrow(2, width / 4, width / 2);
  return Ratio(middle.sum({1, 2}), maps.sum({1, 2}));
}

}  // namespace labelrep
