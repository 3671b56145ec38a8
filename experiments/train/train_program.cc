#include "experiments/train/train_program.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/progress.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_macros.h"
#include "lib/base/torch_status.h"
#include "lib/eval/weights.h"
#include "lib/train/checkpoint.h"
#include "lib/train/provenance.h"
#include "lib/train/run_device.h"
#include "lib/train/trainer.h"
#include "lib/train/weights_metadata.h"

namespace labelrep {
namespace {

// A run on its device, and what describes this process's part of it.
struct ActiveRun {
  RunDevice device;
  SegmentRecorder recorder;
  std::string data_folder;
  std::unique_ptr<TrainingRun> training;
  int32_t first_epoch = 1;

  Provenance::Segment Describe() const {
    return recorder.Describe(first_epoch, training->result().epochs_size(),
                             training->trained_images(), training->train_seconds());
  }
};

// `checkpoint` is the path of the one to go on from; empty for a new run.
absl::StatusOr<ActiveRun> Activate(RunInputs inputs, const std::string& checkpoint) {
  LABELREP_ASSIGN_OR_RETURN(RunDevice device, RunDevice::Acquire(inputs.header.recipe()));
  SegmentRecorder recorder(device.gpu());
  std::string data_folder = inputs.data_folder;
  LABELREP_ASSIGN_OR_RETURN(std::unique_ptr<TrainingRun> training,
                            StartRun(std::move(inputs), device.device()));
  ActiveRun run{.device = std::move(device),
                .recorder = std::move(recorder),
                .data_folder = std::move(data_folder),
                .training = std::move(training)};
  if (!checkpoint.empty()) {
    LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(checkpoint));
    LABELREP_ASSIGN_OR_RETURN(const Checkpoint state, DecodeCheckpoint(bytes, checkpoint));
    LABELREP_RETURN_IF_ERROR(run.training->Restore(state, checkpoint));
  }
  run.first_epoch = run.training->result().epochs_size() + 1;
  return run;
}

// Tests, and fills in what the training itself does not know. Returns the weights file.
absl::StatusOr<std::string> Finish(const ActiveRun& run, RunResult& result) {
  LABELREP_ASSIGN_OR_RETURN(const ImageSet images, ReadTestImages(run.data_folder));
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("testing", [&] {
    return run.training->Test(ResidentImages(images, run.device.device()));
  }));
  result = run.training->result();
  result.set_test_data_sha256(images.sha256);
  std::string weights =
      EncodeSafetensors(WeightsOf(run.training->model(), WeightsMetadata(result)));
  result.set_weights_sha256(Sha256Hex(weights));
  return weights;
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

// Files of a run by hand.
struct OutputFolder {
  std::string folder;

  std::string result() const { return absl::StrCat(folder, "/result.pb"); }
  std::string provenance() const { return absl::StrCat(folder, "/provenance.pb"); }
  std::string weights() const { return absl::StrCat(folder, "/weights.safetensors"); }
  std::string checkpoint() const { return absl::StrCat(folder, "/checkpoint.safetensors"); }

  void RemoveAll() const {
    std::error_code ignored;
    for (const std::string& path : {result(), provenance(), weights(), checkpoint()}) {
      std::filesystem::remove(path, ignored);
    }
  }
};

// The provenance so far, to which this process's segment is added.
Provenance EarlierProvenance(const OutputFolder& out, bool continues) {
  Provenance provenance;
  if (continues && ReadBinaryProto(out.provenance(), &provenance).ok()) return provenance;
  return MakeProvenance();
}

absl::Status WriteProvenance(const Provenance& earlier, const ActiveRun& run,
                             const std::string& path) {
  Provenance provenance = earlier;
  *provenance.add_segments() = run.Describe();
  return WriteBinaryProto(path, provenance);
}

absl::Status TrainWithProgress(ActiveRun& run, const Provenance& earlier,
                               const OutputFolder& out) {
  TrainingRun& training = *run.training;
  const Recipe& recipe = training.result().recipe();
  const int64_t images_before = training.result().epochs_size() * training.result().training_images();
  ProgressBar bar(Title(recipe),
                  recipe.epochs() * training.result().training_images() - images_before);
  TrainingCallbacks callbacks;
  callbacks.on_step = [&](const TrainingProgress& progress) {
    bar.Update(progress.images_done - images_before,
               absl::StrFormat("loss %.3f  acc %.1f %%", progress.loss,
                               100 * progress.validation_accuracy));
  };
  callbacks.on_epoch = [&]() -> absl::Status {
    LABELREP_RETURN_IF_ERROR(
        WriteFileAtomically(out.checkpoint(), EncodeCheckpoint(training.MakeCheckpoint())));
    return WriteProvenance(earlier, run, out.provenance());
  };
  LABELREP_RETURN_IF_ERROR(training.Train(recipe.epochs(), callbacks));
  bar.Finish("");
  return absl::OkStatus();
}

// Whether the same run would fail in the same way again.
bool IsDeterministic(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return true;
    default:
      return false;
  }
}

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

absl::Status WriteSegment(const ActiveRun& run, const SegmentFiles& files, bool is_last) {
  if (!files.checkpoint_out.empty()) {
    LABELREP_RETURN_IF_ERROR(WriteFileAtomically(
        files.checkpoint_out, EncodeCheckpoint(run.training->MakeCheckpoint())));
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

// Trains and writes the outputs. `result` gets what is known when something fails.
absl::Status RunSegment(const RunPaths& paths, const Segment& segment, const SegmentFiles& files,
                        RunResult& result) {
  RunInputs inputs;
  const absl::Status loaded = LoadRunInputs(paths, inputs);
  result = inputs.header;
  LABELREP_RETURN_IF_ERROR(loaded);
  LABELREP_ASSIGN_OR_RETURN(ActiveRun run, Activate(std::move(inputs), files.checkpoint_in));
  LABELREP_RETURN_IF_ERROR(
      run.training->Train(segment.LastEpoch(result.recipe().epochs()), {}));
  result = run.training->result();
  if (result.has_failure()) return absl::AbortedError(result.failure().message());
  return WriteSegment(run, files, segment.is_last());
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
    return value.empty() ? absl::InvalidArgumentError(absl::StrCat(
                               "--", flag, ": not given; this segment needs it"))
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

absl::Status TrainByHand(const RunPaths& paths, const std::string& folder) {
  RunInputs inputs;
  LABELREP_RETURN_IF_ERROR(LoadRunInputs(paths, inputs));
  const OutputFolder out{UserPath(folder)};
  std::error_code error;
  const bool continues = std::filesystem::exists(out.checkpoint(), error);
  LABELREP_ASSIGN_OR_RETURN(ActiveRun run,
                            Activate(std::move(inputs), continues ? out.checkpoint() : ""));
  LABELREP_RETURN_IF_ERROR(MakeDirectory(out.folder));
  const Provenance earlier = EarlierProvenance(out, continues);
  LABELREP_RETURN_IF_ERROR(TrainWithProgress(run, earlier, out));
  if (run.training->result().has_failure()) {
    out.RemoveAll();
    return absl::AbortedError(run.training->result().failure().message());
  }
  RunResult result;
  LABELREP_ASSIGN_OR_RETURN(const std::string weights, Finish(run, result));
  LABELREP_RETURN_IF_ERROR(WriteFileAtomically(out.weights(), weights));
  LABELREP_RETURN_IF_ERROR(WriteProvenance(earlier, run, out.provenance()));
  LABELREP_RETURN_IF_ERROR(WriteBinaryProto(out.result(), result));
  std::puts(Summary(result).c_str());
  return absl::OkStatus();
}

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
  if (earlier.has_value()) return WriteFailure(*earlier, MakeProvenance(), files);
  RunResult result;
  const absl::Status status = RunSegment(paths, segment, files, result);
  if (status.ok() || !failure_is_result) return status;
  if (!result.has_failure()) {
    if (!IsDeterministic(status)) return status;
    result.mutable_failure()->set_message(std::string(status.message()));
  }
  return WriteFailure(result, MakeProvenance(), files);
}

}  // namespace labelrep
