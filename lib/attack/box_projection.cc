#include "lib/attack/box_projection.h"

#include "ATen/Context.h"
#include "ATen/TensorOperators.h"
#include "ATen/ops/cat.h"
#include "ATen/ops/clamp.h"
#include "ATen/ops/gt.h"
#include "ATen/ops/lt.h"
#include "ATen/ops/minimum.h"
#include "ATen/ops/sort.h"
#include "ATen/ops/where.h"
#include "ATen/ops/zeros_like.h"

namespace labelrep {
namespace {

// Deterministic algorithms are no condition while it lives.
class AnyAlgorithm {
 public:
  AnyAlgorithm()
      : demanded_(at::globalContext().deterministicAlgorithms()),
        warn_only_(at::globalContext().deterministicAlgorithmsWarnOnly()) {
    at::globalContext().setDeterministicAlgorithms(false, /*warn_only=*/false);
  }
  ~AnyAlgorithm() { at::globalContext().setDeterministicAlgorithms(demanded_, warn_only_); }
  AnyAlgorithm(const AnyAlgorithm&) = delete;
  AnyAlgorithm& operator=(const AnyAlgorithm&) = delete;

 private:
  bool demanded_;
  bool warn_only_;
};

// Cumulative sums along each row of a matrix. On CUDA those of a single row differ from call to
// call, for which some versions of libtorch refuse those of several, too.
at::Tensor SumsAlongRows(const at::Tensor& rows) {
  if (rows.size(0) == 1) {
    return SumsAlongRows(at::cat({rows, at::zeros_like(rows)})).narrow(0, 0, 1);
  }
  const AnyAlgorithm any;
  return rows.cumsum(1);
}

}  // namespace

// With every element moved by min(r, its room) in the direction that helps, the sum rises with r,
// piecewise linearly, with bends where an element's room ends.
at::Tensor SmallestChange(const at::Tensor& points, const at::Tensor& lowest,
                          const at::Tensor& highest, const at::Tensor& weights,
                          const at::Tensor& amounts) {
  const at::Tensor wanted = amounts.to(at::kDouble).unsqueeze(1);
  const at::Tensor signs = (weights.flatten(1).to(at::kDouble) * wanted).sign();
  const at::Tensor upwards = at::gt(signs, 0).view(points.sizes());
  const at::Tensor rooms =
      at::clamp(at::where(upwards, highest - points, points - lowest).to(at::kDouble), 0)
          .flatten(1);
  const auto [ends, order] = at::sort(rooms, /*stable=*/true, /*dim=*/1, /*descending=*/false);
  const at::Tensor slopes = weights.flatten(1).to(at::kDouble).abs().gather(1, order);
  // Where element k's room ends: what those before it give, and what it and those behind give per
  // r.
  const at::Tensor parts = slopes * ends;
  const at::Tensor before = SumsAlongRows(parts) - parts;
  const at::Tensor behind = SumsAlongRows(slopes.flip(1)).flip(1);
  const at::Tensor reached = before + ends * behind;
  const at::Tensor distance = wanted.abs();
  const at::Tensor bend = at::lt(reached, distance).sum(1, /*keepdim=*/true);
  const at::Tensor last = at::clamp(bend, 0, ends.size(1) - 1);
  const at::Tensor slope = behind.gather(1, last);
  const at::Tensor radius = (distance - before.gather(1, last)) / slope;
  const at::Tensor possible = at::lt(bend, ends.size(1)).logical_and(at::gt(slope, 0));
  const at::Tensor furthest = ends.select(1, -1).unsqueeze(1);
  const at::Tensor changes = signs * at::minimum(rooms, at::where(possible, radius, furthest));
  return changes.view(points.sizes()).to(points.scalar_type());
}

}  // namespace labelrep
