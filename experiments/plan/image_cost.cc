#include "experiments/plan/image_cost.h"

#include <algorithm>
#include <memory>

#include "experiments/plan/step_timer.h"
#include "lib/base/status_macros.h"
#include "lib/base/torch_status.h"
#include "models/complexity.h"
#include "models/registry.h"

namespace labelrep {
namespace {

// Where a CPU stands in for a GPU: a step on a whole batch would take it seconds.
constexpr int32_t kStandInBatch = 16;

absl::StatusOr<double> CountForwardFlops(const RunToPlan& run) {
  LABELREP_ASSIGN_OR_RETURN(
      const std::shared_ptr<Classifier> model,
      MakeZeroClassifier(run.recipe.encoder(), run.entry.label_shape(), run.entry.image_size()));
  double flops = 0;
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("counting operations", [&] {
    flops = 2.0 * static_cast<double>(MeasureComplexity(*model).multiply_adds());
    return absl::OkStatus();
  }));
  return flops;
}

Recipe TimedRecipe(Recipe recipe) {
  if (DeviceIsHere(recipe.device())) return recipe;
  recipe.set_device(Recipe::CPU);
  recipe.set_precision(Recipe::FP32);
  recipe.set_batch_size(std::min(recipe.batch_size(), kStandInBatch));
  return recipe;
}

// Runs of the same one have the same layers but for the size of the head's last.
std::string TimingKey(const RunToPlan& run) {
  RunToPlan like = run;
  like.entry.clear_label_shape();
  like.entry.add_label_shape(run.entry.label_shape_size());
  return CostKey(like);
}

}  // namespace

absl::StatusOr<ImageCost> CostMeter::Measure(const RunToPlan& run) {
  ImageCost cost;
  LABELREP_ASSIGN_OR_RETURN(cost.forward_flops, CountForwardFlops(run));
  const std::string key = TimingKey(run);
  if (!timed_.contains(key)) {
    LABELREP_ASSIGN_OR_RETURN(const SecondsPerImage seconds,
                              TimeSteps(TimedRecipe(run.recipe), run.entry.label_shape(),
                                        run.entry.image_size(), jobs_, budget_s_));
    timed_[key] = {.forward_flops = cost.forward_flops,
                   .training_s = seconds.training,
                   .evaluation_s = seconds.evaluation};
  }
  const ImageCost& timed = timed_[key];
  const double share = cost.forward_flops / timed.forward_flops;
  cost.training_s = share * timed.training_s;
  cost.evaluation_s = share * timed.evaluation_s;
  return cost;
}

}  // namespace labelrep
