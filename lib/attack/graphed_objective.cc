#include "lib/attack/graphed_objective.h"

#include <utility>

#include "ATen/core/grad_mode.h"
#include "ATen/ops/empty.h"
#include "lib/attack/chunks.h"

namespace labelrep {
namespace {

ObjectivePoint ScoreAll(const ModelView& model, const Objective& objective,
                        const at::Tensor& images, const Aims& aims) {
  const at::NoGradGuard no_grad;
  const at::Tensor outputs = model.Outputs(images);
  return {.values = ObjectiveValues(model, objective, outputs, aims),
          .gradients = {},
          .decisions = model.Decide(outputs)};
}

}  // namespace

GraphedObjective::GraphedObjective(const ModelView& model, const Objective& objective,
                                   const MakeDeviceGraph& graphs, int64_t chunk)
    : model_(&model),
      objective_(objective),
      chunk_(chunk),
      has_graphs_(static_cast<bool>(graphs)),
      evaluate_(Recordable([this](const at::Tensor& images, const Aims& aims) {
                  return EvaluateObjective(
                      *model_,
                      [this](const at::Tensor& outputs, const Aims& part) {
                        return ObjectiveValues(*model_, objective_, outputs, part);
                      },
                      images, aims, images.size(0));
                }),
                graphs),
      score_(Recordable([this](const at::Tensor& images, const Aims& aims) {
               return ScoreAll(*model_, objective_, images, aims);
             }),
             graphs) {}

GraphedFunction::Body GraphedObjective::Recordable(Pass pass) {
  return [this, pass = std::move(pass)](const GraphedFunction::Tensors& inputs) {
    const Aims aims{inputs[1], inputs.size() > 2 ? inputs[2] : at::Tensor(), temperature_};
    const ObjectivePoint point = pass(inputs[0], aims);
    GraphedFunction::Tensors outputs = {point.values, point.decisions};
    if (point.gradients.defined()) outputs.push_back(point.gradients);
    return outputs;
  };
}

ObjectivePoint GraphedObjective::InParts(GraphedFunction& pass, const at::Tensor& images,
                                         const Aims& aims) {
  if (temperature_ != aims.temperature) {
    temperature_ = aims.temperature;
    evaluate_.RecordAnew();
    score_.RecordAnew();
  }
  ObjectivePoint point;
  point.values = at::empty({images.size(0)}, images.options());
  point.decisions = at::empty({images.size(0)}, aims.classes.options());
  // What a part leaves is overwritten by the next of its size.
  ForChunks(images.size(0), chunk_, [&](int64_t first, int64_t count) {
    const Aims part = aims.Narrow(first, count);
    GraphedFunction::Tensors inputs = {images.narrow(0, first, count), part.classes};
    if (part.targets.defined()) inputs.push_back(part.targets);
    const GraphedFunction::Tensors outputs = pass.Call(inputs);
    const at::NoGradGuard no_grad;
    point.values.narrow(0, first, count).copy_(outputs[0]);
    point.decisions.narrow(0, first, count).copy_(outputs[1]);
    if (outputs.size() > 2) {
      if (!point.gradients.defined()) point.gradients = at::empty(images.sizes(), images.options());
      point.gradients.narrow(0, first, count).copy_(outputs[2]);
    }
  });
  return point;
}

ObjectivePoint GraphedObjective::Evaluate(const at::Tensor& images, const Aims& aims) {
  return InParts(evaluate_, images, aims);
}

at::Tensor GraphedObjective::Gradient(const at::Tensor& images, const Aims& aims) {
  return has_graphs_ ? Evaluate(images, aims).gradients
                     : ObjectiveGradient(*model_, objective_, images, aims, chunk_);
}

ObjectivePoint GraphedObjective::Score(const at::Tensor& images, const Aims& aims) {
  return InParts(score_, images, aims);
}

}  // namespace labelrep
