#include "experiments/train/train_segment.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "experiments/measure/output_files.h"
#include "experiments/record/absent.h"
#include "lib/base/failure_policy.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_macros.h"
#include "lib/run/weights_metadata.h"
#include "lib/train/checkpoint.h"
#include "lib/train/progress_record.h"

namespace labelrep {
namespace {

// Those outputs that the segment has.
absl::Status Write(const SegmentFiles& files, std::string checkpoint, std::string weights,
                   const Provenance& provenance, const RunResult& result) {
  std::vector<OutputFile> outputs = {{files.checkpoint_out, std::move(checkpoint)},
                                     {files.weights, std::move(weights)},
                                     {files.provenance, SerializeDeterministically(provenance)},
                                     {files.result, SerializeDeterministically(result)}};
  outputs.erase(std::remove_if(outputs.begin(), outputs.end(),
                               [](const OutputFile& file) { return file.path.empty(); }),
                outputs.end());
  return WriteInOrder(outputs);
}

// Of a run that ended with a failure.
absl::Status WriteFailure(const SegmentFiles& files, const Provenance& provenance,
                          const RunResult& result) {
  Checkpoint checkpoint;
  checkpoint.progress = result;
  Safetensors no_weights;
  no_weights.metadata = WeightsMetadata(result);
  return Write(files, EncodeCheckpoint(checkpoint), EncodeSafetensors(no_weights), provenance,
               result);
}

// With a record of its progress beside the provenance.
absl::Status TrainAndWrite(ActiveRun& run, const Segment& segment, const SegmentFiles& files) {
  const RunResult& result = run.training.result();
  {
    ProgressRecorder recorder(files.provenance.empty() ? "" : ProgressRecordPath(files.provenance),
                              result.epochs_size() * result.training_images());
    LABELREP_RETURN_IF_ERROR(run.training.Train(
        segment.LastEpoch(result.recipe().epochs()),
        {.on_step = [&](const TrainingProgress& progress) { recorder.Update(progress); }}));
  }
  if (result.has_failure()) return absl::AbortedError(result.failure().message());
  // Encoded before the test, which changes the model's weights.
  std::string checkpoint;
  if (!files.checkpoint_out.empty()) checkpoint = EncodeCheckpoint(run.training.MakeCheckpoint());
  std::string weights;
  RunResult tested;
  if (segment.is_last()) {
    LABELREP_ASSIGN_OR_RETURN(weights, Finish(run, tested));
  }
  return Write(files, std::move(checkpoint), std::move(weights), run.WithSegment(MakeProvenance()),
               tested);
}

// Trains and writes the outputs. `result` and `provenance` get what is known when something fails.
absl::Status RunSegment(const RunPaths& paths, const Segment& segment, const SegmentFiles& files,
                        RunResult& result, Provenance& provenance) {
  RunInputs inputs;
  const absl::Status loaded = LoadRunInputs(paths, inputs);
  result = inputs.header;
  LABELREP_RETURN_IF_ERROR(loaded);
  LABELREP_ASSIGN_OR_RETURN(ActiveRun run, Activate(std::move(inputs), files.checkpoint_in));
  const absl::Status status = TrainAndWrite(run, segment, files);
  result = run.training.result();
  provenance = run.WithSegment(provenance);
  return status;
}

// The failure that an earlier segment hands on.
absl::StatusOr<std::optional<RunResult>> EarlierFailure(const std::string& checkpoint) {
  if (checkpoint.empty()) return std::nullopt;
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(checkpoint));
  LABELREP_ASSIGN_OR_RETURN(const Checkpoint state, DecodeCheckpoint(bytes, checkpoint));
  if (!state.progress.has_failure()) return std::nullopt;
  return state.progress;
}

absl::Status CheckSegmentFiles(const Segment& segment, const SegmentFiles& files) {
  if (segment.index == 1 && !files.checkpoint_in.empty()) {
    return absl::InvalidArgumentError("--checkpoint_in: the first segment has none before it");
  }
  const struct {
    bool needed;
    const char* flag;
    const std::string& value;
  } kFlags[] = {
      {segment.index > 1, "checkpoint_in", files.checkpoint_in},
      {!segment.is_last(), "checkpoint_out", files.checkpoint_out},
      {segment.is_last(), "result", files.result},
      {segment.is_last(), "provenance", files.provenance},
      {segment.is_last(), "weights", files.weights},
  };
  for (const auto& [needed, flag, value] : kFlags) {
    if (needed && value.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("--", flag, ": not given; this segment needs it"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

int32_t Segment::LastEpoch(int32_t epochs) const {
  return static_cast<int32_t>(int64_t{epochs} * index / count);
}

absl::StatusOr<Segment> ParseSegment(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '/');
  Segment segment;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &segment.index) ||
      !absl::SimpleAtoi(parts[1], &segment.count) || segment.index < 1 ||
      segment.index > segment.count) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--segment: found \"", text, "\", expected <i>/<k> with 1 <= i <= k, such as 2/8"));
  }
  return segment;
}

absl::Status TrainSegment(const RunPaths& paths, const Segment& segment, const SegmentFiles& files,
                          bool failure_is_result) {
  LABELREP_RETURN_IF_ERROR(CheckSegmentFiles(segment, files));
  LABELREP_ASSIGN_OR_RETURN(const std::optional<RunResult> earlier,
                            EarlierFailure(files.checkpoint_in));
  if (earlier.has_value()) return WriteFailure(files, MakeProvenance(), *earlier);
  RunResult result;
  Provenance provenance = MakeProvenance();
  const absl::Status status = RunSegment(paths, segment, files, result, provenance);
  if (status.ok() || !failure_is_result) return status;
  if (!result.has_failure()) {
    if (!WouldFailAgain(status)) return status;
    *result.mutable_failure() = FailureOf(status);
  }
  return WriteFailure(files, provenance, result);
}

}  // namespace labelrep
