#include "lib/attack/attack_rows.h"

#include "ATen/TensorOperators.h"
#include "ATen/ops/eq.h"
#include "ATen/ops/tensor.h"

namespace labelrep {

AttackRows AttackRows::Select(const at::Tensor& rows) const {
  return {clean.index_select(0, rows), epsilons.index_select(0, rows), lowest.index_select(0, rows),
          highest.index_select(0, rows), aims.Select(rows)};
}

at::Tensor PerRow(absl::Span<const double> values, double factor, const at::Tensor& images) {
  at::Tensor products = at::tensor(at::ArrayRef<double>(values.data(), values.size()), at::kDouble);
  products = (products * factor).to(images.options());
  return products.repeat_interleave(images.size(0)).view({-1, 1, 1, 1});
}

AttackRows StackEpsilons(const AttackBatch& batch, absl::Span<const double> epsilons) {
  const int64_t count = static_cast<int64_t>(epsilons.size());
  AttackRows rows;
  rows.clean = batch.images.repeat({count, 1, 1, 1});
  rows.epsilons = PerRow(epsilons, 1, batch.images);
  rows.lowest = batch.range.Clamp(rows.clean - rows.epsilons);
  rows.highest = batch.range.Clamp(rows.clean + rows.epsilons);
  rows.aims.classes = batch.aims.classes.repeat({count});
  if (batch.aims.targets.defined()) rows.aims.targets = batch.aims.targets.repeat({count});
  return rows;
}

std::vector<EpsilonOutcome> SplitEpsilons(const at::Tensor& images, const at::Tensor& decisions,
                                          const at::Tensor& queries, int64_t epsilons) {
  const int64_t batch = images.size(0) / epsilons;
  std::vector<EpsilonOutcome> outcomes;
  for (int64_t e = 0; e < epsilons; ++e) {
    outcomes.push_back({images.narrow(0, e * batch, batch), decisions.narrow(0, e * batch, batch),
                        queries.defined() ? queries.narrow(0, e * batch, batch) : at::Tensor()});
  }
  return outcomes;
}

at::Tensor ZeroGradients(const at::Tensor& gradients) {
  return at::eq(gradients.flatten(1), 0).all(1);
}

}  // namespace labelrep
