#include "lib/attack/attack_rows.h"

#include "ATen/TensorOperators.h"
#include "ATen/ops/eq.h"
#include "ATen/ops/nonzero.h"
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
  rows.aims = batch.aims;
  rows.aims.classes = batch.aims.classes.repeat({count});
  if (batch.aims.targets.defined()) rows.aims.targets = batch.aims.targets.repeat({count});
  return rows;
}

AttackProgress::AttackProgress(const AttackRows& rows, const Objective& goal)
    : goal_(goal), aims_(rows.aims), found_{rows.clean.clone(), rows.aims.classes.clone()} {}

at::Tensor AttackProgress::Open() const {
  return at::nonzero(Reached(goal_, found_.decisions, aims_).logical_not()).squeeze(1);
}

void AttackProgress::Keep(const at::Tensor& open, const FoundImages& found) {
  const Aims aims = aims_.Select(open);
  const at::Tensor undecided = at::eq(found_.decisions.index_select(0, open), aims.classes);
  const at::Tensor kept =
      at::nonzero(Reached(goal_, found.decisions, aims).logical_or(undecided)).squeeze(1);
  const at::Tensor places = open.index_select(0, kept);
  found_.images.index_copy_(0, places, found.images.index_select(0, kept));
  found_.decisions.index_copy_(0, places, found.decisions.index_select(0, kept));
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
