#include "experiments/train/train_segment.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "experiments/train/active_run.h"
#include "lib/base/failure_policy.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_macros.h"
#include "lib/run/provenance.h"
#include "lib/run/weights_metadata.h"
#include "lib/train/checkpoint.h"
#include "lib/train/progress_record.h"

namespace labelrep {
namespace {

// The outputs of a failed segment.
absl::Status WriteFailure(const RunResult& result, const Provenance& provenance,
                          const SegmentFiles& files) {
  if (!files.checkpoint_out.empty()) {
    Checkpoint checkpoint;
    checkpoint.progress = result;
    LABELREP_RETURN_IF_ERROR(
        WriteFileAtomically(files.checkpoint_out, EncodeCheckpoint(checkpoint)));
  }
  if (!files.weights.empty()) {
    Safetensors none;
    none.metadata = WeightsMetadata(result);
    LABELREP_RETURN_IF_ERROR(WriteFileAtomically(files.weights, EncodeSafetensors(none)));
  }
  if (!files.provenance.empty()) {
    LABELREP_RETURN_IF_ERROR(WriteBinaryProto(files.provenance, provenance));
  }
  return files.result.empty() ? absl::OkStatus() : WriteBinaryProto(files.result, result);
}

absl::Status WriteSegment(ActiveRun& run, const SegmentFiles& files, bool is_last) {
  if (!files.checkpoint_out.empty()) {
    LABELREP_RETURN_IF_ERROR(
        WriteFileAtomically(files.checkpoint_out, EncodeCheckpoint(run.training.MakeCheckpoint())));
  }
  if (is_last) {
    RunResult result;
    LABELREP_ASSIGN_OR_RETURN(const std::string weights, Finish(run, result));
    LABELREP_RETURN_IF_ERROR(WriteFileAtomically(files.weights, weights));
    LABELREP_RETURN_IF_ERROR(WriteBinaryProto(files.result, result));
  }
  if (files.provenance.empty()) return absl::OkStatus();
  return WriteProvenance(MakeProvenance(), run, files.provenance);
}

// Trains with a record of its progress beside the provenance.
absl::Status TrainRecorded(ActiveRun& run, int32_t last_epoch, const SegmentFiles& files) {
  const RunResult& result = run.training.result();
  ProgressRecorder recorder(files.provenance.empty() ? "" : ProgressRecordPath(files.provenance),
                            result.epochs_size() * result.training_images());
  return run.training.Train(last_epoch, {.on_step = [&](const TrainingProgress& progress) {
                              recorder.Update(progress);
                            }});
}

absl::Status TrainAndWrite(ActiveRun& run, const Segment& segment, const SegmentFiles& files) {
  const RunResult& result = run.training.result();
  LABELREP_RETURN_IF_ERROR(TrainRecorded(run, segment.LastEpoch(result.recipe().epochs()), files));
  if (result.has_failure()) return absl::AbortedError(result.failure().message());
  return WriteSegment(run, files, segment.is_last());
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
  provenance = WithSegment(provenance, run);
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
  const auto required = [](const char* flag, const std::string& value) {
    return value.empty() ? absl::InvalidArgumentError(
                               absl::StrCat("--", flag, ": not given; this segment needs it"))
                         : absl::OkStatus();
  };
  if (segment.index > 1) {
    LABELREP_RETURN_IF_ERROR(required("checkpoint_in", files.checkpoint_in));
  } else if (!files.checkpoint_in.empty()) {
    return absl::InvalidArgumentError("--checkpoint_in: the first segment has none before it");
  }
  if (!segment.is_last()) return required("checkpoint_out", files.checkpoint_out);
  LABELREP_RETURN_IF_ERROR(required("result", files.result));
  LABELREP_RETURN_IF_ERROR(required("provenance", files.provenance));
  return required("weights", files.weights);
}

}  // namespace

absl::Status TrainSegment(const RunPaths& paths, const Segment& segment, const SegmentFiles& files,
                          bool failure_is_result) {
  LABELREP_RETURN_IF_ERROR(CheckSegmentFiles(segment, files));
  LABELREP_ASSIGN_OR_RETURN(const std::optional<RunResult> earlier,
                            EarlierFailure(files.checkpoint_in));
  if (earlier.has_value()) return WriteFailure(*earlier, MakeProvenance(), files);
  RunResult result;
  Provenance provenance = MakeProvenance();
  const absl::Status status = RunSegment(paths, segment, files, result, provenance);
  if (status.ok() || !failure_is_result) return status;
  if (!result.has_failure()) {
    if (!WouldFailAgain(status)) return status;
    result.mutable_failure()->set_message(std::string(status.message()));
  }
  return WriteFailure(result, provenance, files);
}

}  // namespace labelrep
