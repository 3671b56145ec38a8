#include "experiments/train/active_run.h"

#include <memory>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "ATen/ops/ones.h"
#include "datasets/known_data.h"
#include "experiments/train/find_inputs.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_macros.h"
#include "lib/base/torch_status.h"
#include "lib/data/cifar.h"
#include "lib/data/cifar_records.h"
#include "lib/data/label_set.h"
#include "lib/data/normalization.h"
#include "lib/data/resident_data.h"
#include "lib/data/train_index.h"
#include "lib/eval/model_storage.h"
#include "lib/eval/weights.h"
#include "lib/run/weights_metadata.h"
#include "lib/train/checkpoint.h"
#include "lib/train/recipe.h"
#include "models/registry.h"

namespace labelrep {
namespace {

Normalization NormalizationOf(const Recipe& recipe, const ImageSet& images,
                              const std::vector<int64_t>& indices) {
  return recipe.normalization() == Recipe::DATA_SET ? MeasureNormalization(images, indices)
                                                    : kReleaseNormalization;
}

// Of the data set: that of the file where it has records, else made.
absl::StatusOr<TrainIndex> FindTrainIndex(const std::string& file, const CifarFiles& files) {
  TrainIndex index;
  if (!file.empty()) LABELREP_RETURN_IF_ERROR(ReadBinaryProto(UserPath(file), &index));
  return index.records_size() > 0 ? index : MakeTrainIndex(files);
}

// The images of the split, training then validation; afterwards it has their places in this list.
std::vector<int64_t> NumberAnew(Split& split) {
  std::vector<int64_t> images = split.train;
  images.insert(images.end(), split.validation.begin(), split.validation.end());
  std::iota(split.train.begin(), split.train.end(), 0);
  std::iota(split.validation.begin(), split.validation.end(), split.train.size());
  return images;
}

// Model and data on the device.
absl::StatusOr<std::unique_ptr<TrainingRun>> StartRun(const RunInputs& inputs,
                                                      const RunDevice& device) {
  const Recipe& recipe = inputs.header.recipe();
  const ImageSet& images = inputs.images;
  const Split& split = inputs.split;
  LABELREP_ASSIGN_OR_RETURN(const std::shared_ptr<Classifier> model,
                            MakeInitializedClassifier(recipe.encoder(), inputs.labels.shape(),
                                                      recipe.seed(), images.image_size));
  std::unique_ptr<TrainingRun> run;
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("preparing the run", [&]() -> absl::Status {
    MoveTo(device.device(), *model);
    const ResidentImages resident(images, device.device());
    run = std::make_unique<TrainingRun>(
        TrainingInputs{.header = inputs.header,
                       .model = model,
                       .train = resident.Subset(split.train),
                       .validation = resident.Subset(split.validation),
                       .labels = MakeLabelTensors(inputs.labels, device.device()),
                       .normalization = NormalizationOf(recipe, images, split.train)},
        /*loss_group=*/std::nullopt, device.graphs());
    return absl::OkStatus();
  }));
  return run;
}

absl::StatusOr<RunConfig> ReadRunFile(const std::string& path) {
  const std::string file = UserPath(path);
  RunConfig config;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(file, &config));
  LABELREP_RETURN_IF_ERROR(ValidateRecipe(config.recipe(), file));
  return config;
}

absl::StatusOr<RunDevice> AcquireDevice(const Recipe& recipe) {
  return RunDevice::Acquire(
      {.device = recipe.device(), .threads = recipe.threads(), .allow_tf32 = recipe.allow_tf32()});
}

}  // namespace

absl::Status CheckDevice(const std::string& run_file) {
  LABELREP_ASSIGN_OR_RETURN(const RunConfig config, ReadRunFile(run_file));
  LABELREP_ASSIGN_OR_RETURN(const RunDevice device,
                            AcquireDevice(CanonicalRecipe(config.recipe())));
  return CatchTorchErrors("calculating on the device", [&] {
    const at::Tensor ones = at::ones({2}, device.device());
    const bool is_right = ones.sum().item<double>() == 2;
    return is_right ? absl::OkStatus() : absl::InternalError("1 + 1 is not 2 on the device");
  });
}

absl::Status LoadRunInputs(const RunPaths& paths, RunInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const RunConfig config, ReadRunFile(paths.run));
  *inputs.header.mutable_recipe() = CanonicalRecipe(config.recipe());
  const Recipe& recipe = inputs.header.recipe();
  inputs.header.set_recipe_sha256(RecipeSha256(recipe));

  LABELREP_ASSIGN_OR_RETURN(
      const std::string labels_file,
      FindLabels(paths.labels.empty() ? config.labels_file() : paths.labels, recipe));
  LABELREP_ASSIGN_OR_RETURN(inputs.labels, ReadLabelSet(labels_file));
  LABELREP_RETURN_IF_ERROR(CheckLabelRecipe(inputs.labels.recipe(), recipe.label(), labels_file));
  inputs.header.set_labels_sha256(Sha256Hex(SerializeDeterministically(inputs.labels)));

  LABELREP_ASSIGN_OR_RETURN(
      inputs.data_folder,
      FindDataFolder(paths.data.empty() ? config.data_dir() : paths.data, recipe.dataset()));
  LABELREP_ASSIGN_OR_RETURN(const CifarFiles files, FindCifarFiles(inputs.data_folder));
  LABELREP_ASSIGN_OR_RETURN(const TrainIndex index, FindTrainIndex(paths.train_index, files));
  // What is wrong with them already shows before the training that they are read after.
  LABELREP_RETURN_IF_ERROR(CountRecords(files.test_paths, files).status());
  LABELREP_RETURN_IF_ERROR(CheckIsKnownData(recipe.dataset(), files, index.sha256()));
  LABELREP_RETURN_IF_ERROR(CheckClassNames(inputs.labels, files.class_names, labels_file));
  inputs.header.set_train_data_sha256(index.sha256());
  LABELREP_ASSIGN_OR_RETURN(inputs.split, MakeSplit(index.records_size(), recipe.seed(),
                                                    recipe.train_fraction_percent()));
  const std::vector<int64_t> positions = NumberAnew(inputs.split);
  LABELREP_ASSIGN_OR_RETURN(inputs.images, ReadIndexed(files, index, paths.train_index, positions));
  return absl::OkStatus();
}

absl::StatusOr<ActiveRun> Activate(RunInputs inputs, const std::string& checkpoint) {
  const Recipe& recipe = inputs.header.recipe();
  LABELREP_ASSIGN_OR_RETURN(RunDevice device, AcquireDevice(recipe));
  SegmentRecorder recorder(device.gpu());
  LABELREP_ASSIGN_OR_RETURN(std::unique_ptr<TrainingRun> training, StartRun(inputs, device));
  ActiveRun run{.device = std::move(device),
                .recorder = std::move(recorder),
                .data_folder = std::move(inputs.data_folder),
                .training = std::move(training)};
  if (!checkpoint.empty()) {
    LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(checkpoint));
    LABELREP_ASSIGN_OR_RETURN(const Checkpoint state, DecodeCheckpoint(bytes, checkpoint));
    LABELREP_RETURN_IF_ERROR(run.training->Restore(state, checkpoint));
  }
  run.first_epoch = run.training->result().epochs_size() + 1;
  run.recorder.MarkReady();
  return run;
}

absl::StatusOr<std::string> Finish(ActiveRun& run, RunResult& result) {
  LABELREP_ASSIGN_OR_RETURN(const Dataset data, ReadCifar(run.data_folder, {.read_train = false}));
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("testing", [&] {
    return run.training->Test(ResidentImages(data.test, run.device.device()));
  }));
  result = run.training->result();
  result.set_test_data_sha256(data.test.sha256);
  std::string weights =
      EncodeSafetensors(WeightsOf(run.training->model(), WeightsMetadata(result)));
  result.set_weights_sha256(Sha256Hex(weights));
  return weights;
}

Provenance ActiveRun::WithSegment(Provenance earlier) const {
  const int32_t last_epoch = training->result().epochs_size();
  if (last_epoch >= first_epoch || training->result().has_failure() ||
      earlier.segments_size() == 0) {
    *earlier.add_segments() =
        recorder.DescribeTraining(first_epoch, last_epoch, training->speed().images_per_s());
  }
  return earlier;
}

}  // namespace labelrep
