#include "experiments/sweep/run_state.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "experiments/record/absent.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/train/recipe.h"

namespace labelrep {
namespace {

constexpr char kOtherRecipe[] = "what is there is of another recipe";

// Seconds that the finished epochs up to `last_epoch` took.
double SpentSeconds(const std::string& folder, int32_t last_epoch) {
  const absl::StatusOr<std::vector<std::string>> files = ListFiles(folder);
  if (!files.ok()) return 0;
  // By first epoch, as the provenance of a whole run has its segments once more.
  std::map<int32_t, double> seconds;
  for (const std::string& file : *files) {
    const std::string name = std::filesystem::path(file).filename().string();
    Provenance provenance;
    if (!absl::StartsWith(name, "provenance") || !ReadBinaryProto(file, &provenance).ok()) continue;
    for (const Provenance::Segment& segment : provenance.segments()) {
      if (segment.last_epoch() > last_epoch) continue;
      seconds[segment.first_epoch()] = std::max(seconds[segment.first_epoch()], segment.wall_s());
    }
  }
  double sum = 0;
  for (const auto& [first_epoch, segment_s] : seconds) sum += segment_s;
  return sum;
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

// What training had reached at a checkpoint; nothing for one of another recipe or a damaged file.
std::optional<RunResult> ReachedAt(const std::string& checkpoint, const std::string& recipe_sha256,
                                   std::string& note) {
  const absl::StatusOr<Safetensors> file = ReadSafetensors(checkpoint);
  if (!file.ok()) {
    note = std::string(file.status().message());
    return std::nullopt;
  }
  const auto progress = file->metadata.find("progress");
  RunResult reached;
  if (progress == file->metadata.end() ||
      !ParseTextProto(progress->second, checkpoint, &reached).ok()) {
    note = absl::StrCat(checkpoint, ": no checkpoint");
    return std::nullopt;
  }
  if (reached.recipe_sha256() == recipe_sha256) return reached;
  note = kOtherRecipe;
  return std::nullopt;
}

void SetCheckpoint(const std::string& folder, const std::string& recipe_sha256, RunState& state) {
  const absl::StatusOr<std::vector<std::string>> files = ListFiles(folder);
  if (!files.ok()) return;
  for (const std::string& file : *files) {
    const std::string name = std::filesystem::path(file).filename().string();
    if (!absl::StartsWith(name, "checkpoint") || !absl::EndsWith(name, ".safetensors")) continue;
    const std::optional<RunResult> reached = ReachedAt(file, recipe_sha256, state.note);
    if (!reached.has_value() || reached->epochs_size() < state.epochs_done) continue;
    state.epochs_done = reached->epochs_size();
    state.note = "";
    if (!reached->has_failure()) continue;
    // The segments after it only hand this on.
    state.kind = RunState::kFailed;
    state.note = reached->failure().message();
    return;
  }
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
  state.spent_s = SpentSeconds(folder, state.epochs_done);
  return state;
}

}  // namespace labelrep
