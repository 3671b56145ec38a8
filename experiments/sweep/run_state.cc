#include "experiments/sweep/run_state.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "experiments/record/absent.h"
#include "experiments/sweep/epoch_times.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors_metadata.h"
#include "lib/train/recipe.h"

namespace labelrep {
namespace {

constexpr char kCheckpointSuffix[] = ".safetensors";
constexpr char kOtherRecipe[] =
    "of another recipe: older, or built with other flags than this view";

std::vector<std::string> ProvenanceFiles(const std::string& folder) {
  std::vector<std::string> files = ListFiles(folder).value_or(std::vector<std::string>());
  std::erase_if(files, [](const std::string& file) {
    return !absl::StartsWith(std::filesystem::path(file).filename().string(), "provenance");
  });
  return files;
}

void SetResult(const std::string& file, const std::string& recipe_sha256, RunState& state) {
  if (!PathExists(file)) return;
  RunResult result;
  if (const absl::Status status = ReadBinaryProto(file, &result); !status.ok()) {
    state.note = std::string(status.message());
  } else if (result.recipe_sha256() != recipe_sha256) {
    state.note = kOtherRecipe;
  } else if (!IsAbsent(result.failure())) {
    // What stands in for a run that was not recorded says nothing of one that is trained here.
    state.epochs_done = result.epochs_size();
    state.kind = result.has_failure() ? RunState::kFailed : RunState::kDone;
    state.note = result.failure().message();
  }
}

// What training had reached at a checkpoint; nothing for another file, one of another recipe or a
// damaged one.
std::optional<RunResult> ReachedAt(const std::string& checkpoint, const std::string& recipe_sha256,
                                   std::string& note) {
  const auto metadata = ReadSafetensorsMetadata(checkpoint);
  if (!metadata.ok()) {
    note = std::string(metadata.status().message());
    return std::nullopt;
  }
  const auto progress = metadata->find("progress");
  // As weights have none.
  if (progress == metadata->end()) return std::nullopt;
  RunResult reached;
  if (const auto parsed = ParseTextProto(progress->second, checkpoint, &reached); !parsed.ok()) {
    note = std::string(parsed.message());
    return std::nullopt;
  }
  if (reached.recipe_sha256() == recipe_sha256) return reached;
  note = kOtherRecipe;
  return std::nullopt;
}

// By the checkpoint that is furthest; segments after a failure hand it on.
void SetCheckpoint(const std::string& folder, const std::string& recipe_sha256, RunState& state) {
  std::optional<RunResult> furthest;
  std::string note;
  for (const std::string& file : ListFiles(folder).value_or(std::vector<std::string>())) {
    if (!absl::EndsWith(file, kCheckpointSuffix)) continue;
    std::optional<RunResult> reached = ReachedAt(file, recipe_sha256, note);
    if (!reached.has_value()) continue;
    const auto place = [](const RunResult& at) {
      return std::pair(at.has_failure(), at.epochs_size());
    };
    if (!furthest.has_value() || place(*furthest) < place(*reached)) furthest = std::move(reached);
  }
  if (!furthest.has_value()) {
    if (!note.empty()) state.note = note;
    return;
  }
  state.epochs_done = furthest->epochs_size();
  if (furthest->has_failure()) state.kind = RunState::kFailed;
  state.note = furthest->failure().message();
}

// Epochs before the process that left this record.
int32_t EpochsBefore(const ProgressRecord& progress, int32_t epochs) {
  return static_cast<int32_t>(progress.images_before() * epochs / progress.images_total());
}

}  // namespace

RunState FindRunState(const RunToPlan& run, const std::string& folder,
                      const std::vector<RunningTrainer>& trainers) {
  const std::string recipe_sha256 = RecipeSha256(CanonicalRecipe(run.recipe));
  RunState state;
  SetResult(absl::StrCat(folder, "/result.pb"), recipe_sha256, state);
  if (state.kind == RunState::kMissing) SetCheckpoint(folder, recipe_sha256, state);
  const auto trainer = std::find_if(trainers.begin(), trainers.end(),
                                    [&](const auto& trainer) { return WritesTo(trainer, folder); });
  if (trainer != trainers.end()) {
    state.kind = RunState::kRunning;
    state.note = "";
    state.segment = trainer->segment;
    ProgressRecord progress;
    if (ReadBinaryProto(trainer->record, &progress).ok()) state.progress = progress;
  }
  // By hand the checkpoint and the provenance are of the running process, too.
  if (state.progress.has_value() && state.progress->images_total() > 0) {
    state.epochs_done =
        std::min(state.epochs_done, EpochsBefore(*state.progress, run.recipe.epochs()));
  }
  const TimedEpochs timed = TimeEpochs(ProvenanceFiles(folder), state.epochs_done);
  state.epochs_timed = timed.epochs;
  state.spent_s = timed.seconds;
  return state;
}

}  // namespace labelrep
