#include "experiments/train/train.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "experiments/record/absent.h"
#include "lib/base/failure_policy.h"
#include "lib/base/files.h"
#include "lib/base/output_files.h"
#include "lib/base/output_folder.h"
#include "lib/base/progress.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_macros.h"
#include "lib/run/weights_metadata.h"
#include "lib/train/checkpoint.h"
#include "lib/train/checkpoint_pace.h"
#include "lib/train/progress_record.h"

namespace labelrep {
namespace {

// With a record of the progress beside the provenance.
absl::Status TrainRecorded(ActiveRun& run, int32_t last_epoch, const std::string& provenance,
                           const TrainingCallbacks& callbacks) {
  const RunResult& result = run.training->result();
  ProgressRecorder recorder(provenance.empty() ? "" : ProgressRecordPath(provenance),
                            result.epochs_size() * result.training_images());
  return run.training->Train(last_epoch, {.on_step =
                                              [&](const TrainingProgress& progress) {
                                                recorder.Update(progress);
                                                if (callbacks.on_step) callbacks.on_step(progress);
                                              },
                                          .on_epoch = callbacks.on_epoch});
}

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
  return WriteTogether(outputs);
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

absl::Status TrainAndWrite(ActiveRun& run, const Segment& segment, const SegmentFiles& files) {
  const RunResult& result = run.training->result();
  LABELREP_RETURN_IF_ERROR(TrainRecorded(run, segment.LastEpoch(result.recipe().epochs()),
                                         files.provenance, /*callbacks=*/{}));
  if (result.has_failure()) return absl::AbortedError(result.failure().message());
  // Encoded before the test, which changes the model's weights.
  std::string checkpoint;
  if (!files.checkpoint_out.empty()) checkpoint = EncodeCheckpoint(run.training->MakeCheckpoint());
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
  result = run.training->result();
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

std::string Title(const Recipe& recipe) {
  return absl::StrCat(recipe.dataset(), " ", recipe.encoder(), " ", recipe.label().kind());
}

std::string Percent(int64_t correct, int64_t images) {
  return absl::StrFormat("%.2f %%", 100.0 * static_cast<double>(correct) / images);
}

std::string Summary(const RunResult& result) {
  const TestResult& test = result.test();
  std::string text = absl::StrFormat("%s: best epoch %d of %d, test loss %.4f, test accuracy",
                                     Title(result.recipe()), result.best_epoch(),
                                     result.recipe().epochs(), test.loss());
  if (test.has_correct_by_largest_output()) {
    absl::StrAppend(&text, " ", Percent(test.correct_by_largest_output(), test.images()));
  }
  if (test.has_correct_by_nearest_label()) {
    absl::StrAppend(&text, " ", Percent(test.correct_by_nearest_label(), test.images()),
                    " by nearest label");
  }
  if (test.has_correct_by_threshold()) {
    absl::StrAppend(&text, ", ", Percent(test.correct_by_threshold(), test.images()),
                    " by threshold");
  }
  return text;
}

// The provenance so far, to which this process's segment is added.
Provenance EarlierProvenance(const SegmentFiles& out) {
  Provenance provenance;
  const bool continues = !out.checkpoint_in.empty();
  if (continues && ReadBinaryProto(out.provenance, &provenance).ok()) return provenance;
  return MakeProvenance();
}

absl::Status TrainWithProgress(ActiveRun& run, const Provenance& earlier, const SegmentFiles& out,
                               absl::Duration checkpoint_interval) {
  TrainingRun& training = *run.training;
  const Recipe& recipe = training.result().recipe();
  const int64_t images_before =
      training.result().epochs_size() * training.result().training_images();
  ProgressBar bar(Title(recipe),
                  recipe.epochs() * training.result().training_images() - images_before);
  TrainingCallbacks callbacks;
  callbacks.on_step = [&](const TrainingProgress& progress) {
    const std::string loss =
        progress.loss.has_value() ? absl::StrFormat("loss %.3f  ", *progress.loss) : "";
    bar.Update(progress.images_done - images_before,
               absl::StrFormat("%sacc %.1f %%", loss, 100 * progress.validation_accuracy));
  };
  CheckpointPace pace(checkpoint_interval, absl::Now());
  callbacks.on_epoch = [&]() -> absl::Status {
    const absl::Time begin = absl::Now();
    if (!pace.IsDue(begin)) return absl::OkStatus();
    LABELREP_RETURN_IF_ERROR(
        WriteFileAtomically(out.checkpoint_out, EncodeCheckpoint(training.MakeCheckpoint())));
    pace.Written(begin, absl::Now());
    return WriteBinaryProto(out.provenance, run.WithSegment(earlier));
  };
  LABELREP_RETURN_IF_ERROR(TrainRecorded(run, recipe.epochs(), out.provenance, callbacks));
  if (const std::optional<double> speed = training.speed().images_per_s(); speed.has_value()) {
    bar.Finish(absl::StrFormat("%s: %.0f training images/s", Title(recipe), *speed));
  }
  return absl::OkStatus();
}

absl::Status WriteOutputs(ActiveRun& run, const Provenance& earlier, const SegmentFiles& out) {
  RunResult result;
  LABELREP_ASSIGN_OR_RETURN(std::string weights, Finish(run, result));
  // The checkpoint stays, so that nothing has to be trained again after an error.
  LABELREP_RETURN_IF_ERROR(
      WriteTogether({{out.weights, std::move(weights)},
                     {out.provenance, SerializeDeterministically(run.WithSegment(earlier))},
                     {out.result, SerializeDeterministically(result)}}));
  std::puts(Summary(result).c_str());
  return absl::OkStatus();
}

// A run that starts once more has not failed yet.
void RemoveFailure(const RunResult& run, const SegmentFiles& out) {
  RunResult earlier;
  if (ReadBinaryProto(out.result, &earlier).ok() && earlier.has_failure() &&
      earlier.recipe_sha256() == run.recipe_sha256()) {
    RemoveFile(out.result).IgnoreError();
    RemoveFile(out.provenance).IgnoreError();
  }
}

// Leaves the failure as the result, unless there is one of another run or a finished one. Returns
// it as an error.
absl::Status LeaveFailure(const ActiveRun& run, const Provenance& earlier,
                          const SegmentFiles& out) {
  const RunResult& result = run.training->result();
  const absl::Status failure = absl::AbortedError(result.failure().message());
  const bool has_own_provenance = PathExists(out.checkpoint_out);
  RemoveFile(out.checkpoint_out).IgnoreError();
  if (PathExists(out.result)) {
    // Else it is that of the result.
    if (has_own_provenance) RemoveFile(out.provenance).IgnoreError();
    return failure;
  }
  const absl::Status written =
      WriteTogether({{out.provenance, SerializeDeterministically(run.WithSegment(earlier))},
                     {out.result, SerializeDeterministically(result)}});
  if (written.ok()) return failure;
  return absl::AbortedError(absl::StrCat(failure.message(), "\n", written.message()));
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

absl::Status TrainByHand(const RunPaths& paths, const std::string& out,
                         absl::Duration checkpoint_interval) {
  const std::string folder = UserPath(out);
  LABELREP_ASSIGN_OR_RETURN(const OutputFolder held, OutputFolder::Take(folder));
  RunInputs inputs;
  LABELREP_RETURN_IF_ERROR(LoadRunInputs(paths, inputs));
  const std::string checkpoint = folder + "/checkpoint.safetensors";
  const SegmentFiles files{.checkpoint_in = PathExists(checkpoint) ? checkpoint : "",
                           .checkpoint_out = checkpoint,
                           .result = folder + "/result.pb",
                           .provenance = folder + "/provenance.pb",
                           .weights = folder + "/weights.safetensors"};
  LABELREP_ASSIGN_OR_RETURN(ActiveRun run, Activate(std::move(inputs), files.checkpoint_in));
  RemoveFailure(run.training->result(), files);
  const Provenance earlier = EarlierProvenance(files);
  LABELREP_RETURN_IF_ERROR(TrainWithProgress(run, earlier, files, checkpoint_interval));
  if (run.training->result().has_failure()) return LeaveFailure(run, earlier, files);
  return WriteOutputs(run, earlier, files);
}

}  // namespace labelrep
