#include "experiments/sweep/run_state.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "experiments/record/absent.h"
#include "experiments/record/recorded.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors_metadata.h"
#include "lib/base/status_macros.h"
#include "lib/train/recipe.h"

namespace labelrep {
namespace {

constexpr char kResult[] = "/result.pb";
constexpr char kOtherRecipe[] =
    "of another recipe: older, or built with other flags than this view";

std::vector<std::string> FilesIn(const std::string& folder) {
  return ListFiles(folder).value_or(std::vector<std::string>());
}

// What training had reached at a result or checkpoint; nothing in weights, which do not say.
absl::Status ReadReached(const std::string& file, RunResult& reached) {
  if (absl::EndsWith(file, kResult)) return ReadBinaryProto(file, &reached);
  LABELREP_ASSIGN_OR_RETURN(const auto metadata, ReadSafetensorsMetadata(file));
  const auto progress = metadata.find("progress");
  if (progress == metadata.end()) return absl::OkStatus();
  return ParseTextProto(progress->second, file, &reached);
}

// By the result, else by the checkpoint that is furthest; segments after a failure hand it on.
void SetReached(const std::string& folder, const std::string& recipe_sha256, RunState& state) {
  std::tuple<bool, bool, int> furthest = {false, false, -1};
  for (const std::string& file : FilesIn(folder)) {
    const bool is_result = absl::EndsWith(file, kResult);
    if (!is_result && !absl::EndsWith(file, ".safetensors")) continue;
    RunResult reached;
    const absl::Status status = ReadReached(file, reached);
    const bool is_other = status.ok() && reached.recipe_sha256() != recipe_sha256;
    const std::tuple place = {is_result, reached.has_failure(), reached.epochs_size()};
    if (!status.ok() || is_other) {
      // What is of use says more.
      const bool says_nothing = is_other && reached.recipe_sha256().empty();
      if (std::get<int>(furthest) >= 0 || !state.note.empty() || says_nothing) continue;
      state.note = is_other ? kOtherRecipe : std::string(status.message());
    } else if (!IsAbsent(reached.failure()) && furthest < place) {
      // What stands in for a run that was not recorded says nothing of one that is trained here.
      furthest = place;
      state.epochs_done = reached.epochs_size();
      state.kind = reached.has_failure() ? RunState::kFailed
                   : is_result           ? RunState::kDone
                                         : RunState::kMissing;
      state.note = reached.failure().message();
    }
  }
}

// Epochs before the process that left this record.
int32_t EpochsBefore(const ProgressRecord& progress, int32_t epochs) {
  return static_cast<int32_t>(progress.images_before() * epochs / progress.images_total());
}

// By the provenance that the run's processes left: that of the segments that end by
// state.epochs_done. A file that cannot be read says nothing.
void SetTimes(const std::vector<std::string>& provenance_files, RunState& state) {
  // By first epoch, as the provenance of a whole run has its segments once more.
  std::map<int32_t, Provenance::Segment> segments;
  for (const std::string& file : provenance_files) {
    Provenance provenance;
    if (!ReadBinaryProto(file, &provenance).ok()) continue;
    for (const Provenance::Segment& segment : provenance.segments()) {
      if (segment.last_epoch() > state.epochs_done) continue;
      Provenance::Segment& known = segments[segment.first_epoch()];
      if (segment.wall_s() > known.wall_s()) known = segment;
    }
  }
  for (const auto& [first_epoch, segment] : segments) {
    state.epochs_timed += segment.last_epoch() - first_epoch + 1;
    state.spent_s += segment.wall_s();
  }
}

}  // namespace

RunState FindRunState(const PlannedRun& run, const std::string& folder,
                      const std::vector<RunningTrainer>& trainers) {
  RunState state;
  SetReached(folder, RecipeSha256(CanonicalRecipe(run.recipe())), state);
  const auto trainer = std::find_if(trainers.begin(), trainers.end(),
                                    [&](const auto& trainer) { return WritesTo(trainer, folder); });
  if (trainer != trainers.end()) {
    state.kind = RunState::kRunning;
    state.note = "";
    state.segment = trainer->segment;
    if (!ReadBinaryProto(trainer->record, &state.progress).ok()) state.progress.Clear();
  }
  // By hand the checkpoint and the provenance are of the running process, too.
  if (state.progress.images_total() > 0) {
    state.epochs_done =
        std::min(state.epochs_done, EpochsBefore(state.progress, run.recipe().epochs()));
  }
  std::vector<std::string> provenance = FilesIn(folder);
  std::erase_if(provenance, [](const std::string& file) {
    return !absl::StartsWith(std::filesystem::path(file).filename().string(), "provenance");
  });
  SetTimes(provenance, state);
  return state;
}

void AddRecorded(const PlannedRun& run, const std::string& measured, RunState& state) {
  const bool lacks_times = state.kind == RunState::kDone && state.epochs_timed == 0;
  const bool is_nowhere =
      state.kind == RunState::kMissing && state.epochs_done == 0 && state.note.empty();
  if (measured.empty() || !(lacks_times || is_nowhere)) return;
  const auto recorded =
      FindRecordedRun(absl::StrCat(measured, "/", run.profile()), CanonicalRecipe(run.recipe()));
  const absl::StatusOr<const MeasurementKind*> kind = FindMeasurementKind("run");
  if (!recorded.ok() || !recorded->has_value() || !kind.ok()) return;
  if (is_nowhere) {
    state.note = "recorded, not here";
    return;
  }
  SetTimes({(*recorded)->stem + (*kind)->provenance_suffix}, state);
  if (state.epochs_timed > 0) state.note = "time as recorded";
}

}  // namespace labelrep
