#include "lib/attack/objective.h"

#include <limits>
#include <tuple>

#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/eq.h"
#include "ATen/ops/ne.h"
#include "lib/attack/chunks.h"

namespace labelrep {
namespace {

// [B]: the largest score of another class, minus that of `classes`.
at::Tensor Margins(const at::Tensor& scores, const at::Tensor& classes) {
  const at::Tensor column = classes.unsqueeze(1);
  const at::Tensor others = scores.scatter(1, column, -std::numeric_limits<double>::infinity());
  return std::get<0>(others.max(1)) - scores.gather(1, column).squeeze(1);
}

}  // namespace

Objective ObjectiveOf(const AttackRecipe& recipe) {
  return {recipe.objective(), recipe.targeted()};
}

Aims Aims::Narrow(int64_t first, int64_t count) const {
  return {classes.narrow(0, first, count),
          targets.defined() ? targets.narrow(0, first, count) : at::Tensor()};
}

Aims Aims::Select(const at::Tensor& rows) const {
  return {classes.index_select(0, rows),
          targets.defined() ? targets.index_select(0, rows) : at::Tensor()};
}

at::Tensor ObjectiveValues(const ModelView& model, const Objective& objective,
                           const at::Tensor& outputs, const Aims& aims) {
  const at::Tensor& classes = objective.targeted ? aims.targets : aims.classes;
  const at::Tensor away = objective.kind == AttackRecipe::MARGIN
                              ? Margins(model.ClassScores(outputs), classes)
                              : model.Losses(outputs, model.Targets(classes));
  return objective.targeted ? -away : away;
}

at::Tensor ObjectiveGradient(const ModelView& model, const Objective& objective,
                             const at::Tensor& images, const Aims& aims, int64_t chunk) {
  const at::AutoGradMode with_grad(true);
  return InChunks(images.size(0), chunk, [&](int64_t first, int64_t count) {
    const at::Tensor inputs = images.narrow(0, first, count).detach().requires_grad_();
    // Of the sum, as every image has a value of its own; the model's parameters get no gradient,
    // whether they take one or not.
    ObjectiveValues(model, objective, model.Outputs(inputs), aims.Narrow(first, count))
        .sum()
        .backward(/*gradient=*/{}, /*retain_graph=*/{}, /*create_graph=*/false,
                  at::TensorList(inputs));
    return inputs.grad();
  });
}

at::Tensor Reached(const Objective& objective, const at::Tensor& decisions, const Aims& aims) {
  return objective.targeted ? at::eq(decisions, aims.targets) : at::ne(decisions, aims.classes);
}

at::Tensor DecideOnImages(const ModelView& model, const at::Tensor& images, int64_t chunk) {
  const at::NoGradGuard no_grad;
  return InChunks(images.size(0), chunk, [&](int64_t first, int64_t count) {
    return model.Decide(model.Outputs(images.narrow(0, first, count)));
  });
}

}  // namespace labelrep
