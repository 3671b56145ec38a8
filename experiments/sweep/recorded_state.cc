#include "experiments/sweep/recorded_state.h"

#include "absl/strings/str_cat.h"
#include "experiments/record/recorded.h"
#include "experiments/sweep/epoch_times.h"
#include "lib/train/recipe.h"

namespace labelrep {

void AddRecorded(const RunToPlan& run, const std::string& measured, RunState& state) {
  const bool lacks_times = state.kind == RunState::kDone && state.epochs_timed == 0;
  const bool is_nowhere =
      state.kind == RunState::kMissing && state.epochs_done == 0 && state.note.empty();
  if (measured.empty() || !(lacks_times || is_nowhere)) return;
  const absl::StatusOr<const MeasurementKind*> kind = FindMeasurementKind("run");
  if (!kind.ok()) return;
  RunResult asked;
  *asked.mutable_recipe() = CanonicalRecipe(run.recipe);
  const std::string stem =
      absl::StrCat(measured, "/", run.entry.profile(), "/", RecordedRunName(asked.recipe()));
  const auto recorded = FindRecorded(**kind, asked, {stem + (*kind)->result_suffix});
  if (!recorded.ok() || !recorded->has_value()) return;
  if (is_nowhere) {
    state.note = "recorded, not here";
    return;
  }
  const TimedEpochs timed = TimeEpochs({stem + (*kind)->provenance_suffix}, state.epochs_done);
  if (timed.epochs == 0) return;
  state.epochs_timed = timed.epochs;
  state.spent_s = timed.seconds;
  state.note = "time as recorded";
}

}  // namespace labelrep
