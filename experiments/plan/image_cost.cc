#include "experiments/plan/image_cost.h"

#include <memory>

#include "experiments/plan/step_timer.h"
#include "lib/base/status_macros.h"
#include "lib/base/torch_status.h"
#include "models/complexity.h"
#include "models/registry.h"

namespace labelrep {

absl::StatusOr<ImageCost> MeasureImageCost(const Recipe& recipe, const PlannedRun& run, int jobs,
                                           double budget_s) {
  LABELREP_ASSIGN_OR_RETURN(const std::shared_ptr<Classifier> model,
                            MakeZeroClassifier(recipe.encoder(), run.label_shape()));
  ImageCost cost;
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("counting operations", [&] {
    cost.forward_flops = 2.0 * static_cast<double>(MeasureComplexity(*model).multiply_adds());
    return absl::OkStatus();
  }));
  Recipe timed = recipe;
  if (!DeviceIsHere(recipe.device())) {
    timed.set_device(Recipe::CPU);
    timed.set_precision(Recipe::FP32);
  }
  LABELREP_ASSIGN_OR_RETURN(const SecondsPerImage seconds,
                            TimeSteps(timed, run.label_shape(), jobs, budget_s));
  cost.training_s = seconds.training;
  cost.evaluation_s = seconds.evaluation;
  return cost;
}

}  // namespace labelrep
