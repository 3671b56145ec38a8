#include "experiments/decisions/measure_decisions.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "ATen/core/grad_mode.h"
#include "ATen/ops/isfinite.h"
#include "absl/strings/str_cat.h"
#include "experiments/measure/first_images.h"
#include "lib/base/field_checker.h"
#include "lib/eval/full_precision.h"
#include "lib/eval/model_view.h"

namespace labelrep {
namespace {

// int64 [B]: of scores [B, n], that of the largest beside the decision, int64 [B].
at::Tensor RunnerUps(const at::Tensor& scores, const at::Tensor& decisions) {
  return scores.scatter(1, decisions.unsqueeze(1), -std::numeric_limits<double>::infinity())
      .argmax(1);
}

}  // namespace

absl::StatusOr<DecisionsResult> MeasureDecisions(const TrainedModel& model,
                                                 const DecisionsRecipe& recipe, SideFiles&) {
  FieldChecker check("decisions", "recipe");
  check.Number("images", recipe.images(), recipe.images() >= 1, "at least 1");
  LABELREP_RETURN_IF_ERROR(check.status());
  const at::NoGradGuard no_gradients;
  const FullPrecision full_precision;
  const ModelView view(*model.classifier, MakeLabelTensors(model.labels, model.device),
                       at::MemoryFormat::ChannelsLast, /*bf16_autocast=*/false);
  const Batches batches = FirstImages(model, std::min<int64_t>(recipe.images(), model.test.size()));
  DecisionsResult result;
  *result.mutable_class_names() = model.labels.class_names();
  for (int64_t i = 0; i < batches.num_batches(); ++i) {
    const Batch batch = batches.Get(i);
    const at::Tensor outputs = view.Outputs(batch.images);
    const at::Tensor scores = view.ClassScores(outputs);
    if (!at::isfinite(scores).all().item<bool>()) {
      return absl::InvalidArgumentError(absl::StrCat(
          model.weights_file, ": its scores are not all finite, as after a run that diverged"));
    }
    const at::Tensor decisions = view.Decide(outputs);
    AppendNumbers(batch.labels, result.mutable_classes());
    AppendNumbers(decisions, result.mutable_decisions());
    AppendNumbers(RunnerUps(scores, decisions), result.mutable_runner_ups());
  }
  return result;
}

}  // namespace labelrep
