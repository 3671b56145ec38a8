#include "lib/attack/objective.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/empty.h"
#include "ATen/ops/eq.h"
#include "ATen/ops/log_softmax.h"
#include "ATen/ops/ne.h"
#include "ATen/ops/sort.h"
#include "lib/attack/chunks.h"
#include "lib/base/check.h"

namespace labelrep {
namespace {

// [B]: the column `classes` of `scores`.
at::Tensor Of(const at::Tensor& classes, const at::Tensor& scores) {
  return scores.gather(1, classes.unsqueeze(1)).squeeze(1);
}

// [B]: the largest score of another class, minus that of `classes`.
at::Tensor Margins(const at::Tensor& scores, const at::Tensor& classes) {
  const at::Tensor column = classes.unsqueeze(1);
  const at::Tensor others = scores.scatter(1, column, -std::numeric_limits<double>::infinity());
  return std::get<0>(others.max(1)) - Of(classes, scores);
}

// [B]: the difference of logits ratio.
at::Tensor LogitRatios(const at::Tensor& scores, const Aims& aims, bool targeted) {
  const at::Tensor differences = targeted ? Of(aims.targets, scores) - Of(aims.classes, scores)
                                          : Margins(scores, aims.classes);
  const int64_t classes = scores.size(1);
  if (classes <= 2) return differences;
  const at::Tensor sorted =
      std::get<0>(at::sort(scores, /*stable=*/true, /*dim=*/1, /*descending=*/true));
  const at::Tensor third = sorted.select(1, 2);
  const at::Tensor base =
      targeted ? (third + sorted.select(1, std::min<int64_t>(3, classes - 1))) / 2 : third;
  // As in the authors' code, where scores tie.
  constexpr double kLeast = 1e-12;
  return differences / (sorted.select(1, 0) - base + kLeast);
}

// [B]: what an attacker away from `classes` raises, and one towards them lowers.
at::Tensor AwayFrom(const ModelView& model, const Objective& objective, const at::Tensor& outputs,
                    const at::Tensor& classes, double temperature) {
  switch (objective.kind) {
    case AttackRecipe::MARGIN:
      return Margins(model.ClassScores(outputs), classes);
    case AttackRecipe::CROSS_ENTROPY:
      return -Of(classes, at::log_softmax(model.ClassScores(outputs) / temperature, 1));
    default:
      LABELREP_CHECK(objective.kind == AttackRecipe::OWN_LOSS, "the recipe has not been validated");
      return objective.without_smoothing
                 ? model.LossesWithoutSmoothing(outputs, model.Targets(classes))
                 : model.Losses(outputs, model.Targets(classes));
  }
}

// Calls `each` with the outputs for the images from `first` on, which it may differentiate to the
// inputs that it gets too; [B, 3, h, w] of the gradients of the sum of what it returns.
at::Tensor Differentiate(
    const ModelView& model, const at::Tensor& images, int64_t chunk,
    const std::function<at::Tensor(const at::Tensor& outputs, int64_t first)>& values) {
  const at::AutoGradMode with_grad(true);
  return InChunks(images.size(0), chunk, [&](int64_t first, int64_t count) {
    const at::Tensor inputs = images.narrow(0, first, count).detach().requires_grad_();
    // Of the sum, as every image has a value of its own; the model's parameters get no gradient,
    // whether they take one or not.
    values(model.Outputs(inputs), first)
        .sum()
        .backward(/*gradient=*/{}, /*retain_graph=*/{}, /*create_graph=*/false,
                  at::TensorList(inputs));
    return inputs.grad();
  });
}

}  // namespace

Objective ObjectiveOf(const AttackRecipe& recipe) {
  return {recipe.objective(), recipe.targeted(), recipe.variant() == AttackRecipe::RELEASE};
}

Aims Aims::Narrow(int64_t first, int64_t count) const {
  return {classes.narrow(0, first, count),
          targets.defined() ? targets.narrow(0, first, count) : at::Tensor(), temperature};
}

Aims Aims::Select(const at::Tensor& rows) const {
  return {classes.index_select(0, rows),
          targets.defined() ? targets.index_select(0, rows) : at::Tensor(), temperature};
}

Aims Aims::WithTargets(const at::Tensor& others) const { return {classes, others, temperature}; }

at::Tensor ObjectiveValues(const ModelView& model, const Objective& objective,
                           const at::Tensor& outputs, const Aims& aims) {
  if (objective.kind == AttackRecipe::DLR) {
    return LogitRatios(model.ClassScores(outputs), aims, objective.targeted);
  }
  const at::Tensor away =
      AwayFrom(model, objective, outputs, objective.targeted ? aims.targets : aims.classes,
               aims.temperature);
  return objective.targeted ? -away : away;
}

ObjectivePoint EvaluateObjective(const ModelView& model, const ValueFunction& value,
                                 const at::Tensor& images, const Aims& aims, int64_t chunk) {
  ObjectivePoint point;
  point.values = at::empty({images.size(0)}, images.options());
  point.decisions = at::empty({images.size(0)}, aims.classes.options());
  point.gradients =
      Differentiate(model, images, chunk, [&](const at::Tensor& outputs, int64_t first) {
        const int64_t count = outputs.size(0);
        const at::Tensor values = value(outputs, aims.Narrow(first, count));
        const at::NoGradGuard no_grad;
        point.values.narrow(0, first, count).copy_(values);
        point.decisions.narrow(0, first, count).copy_(model.Decide(outputs));
        return values;
      });
  return point;
}

at::Tensor ObjectiveGradient(const ModelView& model, const Objective& objective,
                             const at::Tensor& images, const Aims& aims, int64_t chunk) {
  return Differentiate(model, images, chunk, [&](const at::Tensor& outputs, int64_t first) {
    return ObjectiveValues(model, objective, outputs, aims.Narrow(first, outputs.size(0)));
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

at::Tensor ScoreImages(const ModelView& model, const at::Tensor& images, int64_t chunk) {
  const at::NoGradGuard no_grad;
  return InChunks(images.size(0), chunk, [&](int64_t first, int64_t count) {
    return model.ClassScores(model.Outputs(images.narrow(0, first, count)));
  });
}

}  // namespace labelrep
