#include "experiments/train/active_run.h"

#include <utility>

#include "experiments/train/find_inputs.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_macros.h"
#include "lib/base/torch_status.h"
#include "lib/eval/weights.h"
#include "lib/run/weights_metadata.h"
#include "lib/train/checkpoint.h"

namespace labelrep {

namespace {

absl::StatusOr<RunDevice> Acquire(const Recipe& recipe) {
  return RunDevice::Acquire(
      {.device = recipe.device(), .threads = recipe.threads(), .allow_tf32 = recipe.allow_tf32()});
}

}  // namespace

absl::StatusOr<ActiveRun> Activate(RunInputs inputs, const std::string& checkpoint) {
  LABELREP_ASSIGN_OR_RETURN(RunDevice device, Acquire(inputs.header.recipe()));
  SegmentRecorder recorder(device.gpu());
  std::string data_folder = inputs.data_folder;
  LABELREP_ASSIGN_OR_RETURN(TrainingRun training, StartRun(std::move(inputs), device.device()));
  ActiveRun run{.device = std::move(device),
                .recorder = std::move(recorder),
                .data_folder = std::move(data_folder),
                .training = std::move(training)};
  if (!checkpoint.empty()) {
    LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(checkpoint));
    LABELREP_ASSIGN_OR_RETURN(const Checkpoint state, DecodeCheckpoint(bytes, checkpoint));
    LABELREP_RETURN_IF_ERROR(run.training.Restore(state, checkpoint));
  }
  run.first_epoch = run.training.result().epochs_size() + 1;
  run.recorder.MarkReady();
  return run;
}

absl::StatusOr<std::string> Finish(ActiveRun& run, RunResult& result) {
  LABELREP_ASSIGN_OR_RETURN(const ImageSet images, ReadTestImages(run.data_folder));
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors(
      "testing", [&] { return run.training.Test(ResidentImages(images, run.device.device())); }));
  result = run.training.result();
  result.set_test_data_sha256(images.sha256);
  std::string weights = EncodeSafetensors(WeightsOf(run.training.model(), WeightsMetadata(result)));
  result.set_weights_sha256(Sha256Hex(weights));
  return weights;
}

Provenance WithSegment(const Provenance& earlier, const ActiveRun& run) {
  const TrainingRun& training = run.training;
  const int32_t last_epoch = training.result().epochs_size();
  Provenance provenance = earlier;
  if (last_epoch >= run.first_epoch || training.result().has_failure() ||
      provenance.segments_size() == 0) {
    *provenance.add_segments() = run.recorder.DescribeTraining(
        run.first_epoch, last_epoch, training.trained_images(), training.train_seconds());
  }
  return provenance;
}

absl::Status WriteProvenance(const Provenance& earlier, const ActiveRun& run,
                             const std::string& path) {
  return WriteBinaryProto(path, WithSegment(earlier, run));
}

}  // namespace labelrep
