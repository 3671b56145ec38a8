// An objective that is evaluated again and again, as iterative attacks do: recorded once and
// replayed where the device has graphs (lib/graph), a plain call everywhere else.
//
//   GraphedObjective objective(model, ObjectiveOf(recipe), batch.graphs, recipe.batch_size());
//   for (...) images = Step(images, objective.Gradient(images, aims));
#ifndef LIB_ATTACK_GRAPHED_OBJECTIVE_H_
#define LIB_ATTACK_GRAPHED_OBJECTIVE_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "ATen/core/Tensor.h"
#include "lib/attack/objective.h"
#include "lib/eval/model_view.h"
#include "lib/graph/device_graph.h"
#include "lib/graph/graphed_function.h"

namespace labelrep {

class GraphedObjective {
 public:
  // At most `chunk` images at once; every number of them has a recording of its own. Borrows the
  // model, whose weights stay where they are in memory.
  GraphedObjective(const ModelView& model, const Objective& objective,
                   const MakeDeviceGraph& graphs, int64_t chunk);

  // As EvaluateObjective of ObjectiveValues.
  ObjectivePoint Evaluate(const at::Tensor& images, const Aims& aims);

  // As ObjectiveGradient.
  at::Tensor Gradient(const at::Tensor& images, const Aims& aims);

  // As Evaluate, without gradients.
  ObjectivePoint Score(const at::Tensor& images, const Aims& aims);

  // Its recordings refer to it.
  GraphedObjective(const GraphedObjective&) = delete;
  GraphedObjective& operator=(const GraphedObjective&) = delete;

 private:
  using Pass = std::function<ObjectivePoint(const at::Tensor& images, const Aims& aims)>;

  GraphedFunction::Body Recordable(Pass pass);
  // At most chunk_ images at once.
  ObjectivePoint InParts(GraphedFunction& pass, const at::Tensor& images, const Aims& aims);

  const ModelView* model_;
  Objective objective_;
  int64_t chunk_;
  bool has_graphs_;
  double temperature_ = 1;  // of the recordings
  GraphedFunction evaluate_;
  GraphedFunction score_;
};

}  // namespace labelrep

#endif  // LIB_ATTACK_GRAPHED_OBJECTIVE_H_
