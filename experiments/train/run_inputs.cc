#include "experiments/train/run_inputs.h"

#include <memory>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/train/find_inputs.h"
#include "experiments/train/label_match.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/torch_status.h"
#include "lib/data/cifar_records.h"
#include "lib/data/label_set.h"
#include "lib/data/normalization.h"
#include "lib/data/train_index.h"
#include "lib/eval/model_storage.h"
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

}  // namespace

absl::StatusOr<RunConfig> ReadRunConfig(const std::string& path) {
  RunConfig config;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(path, &config));
  LABELREP_RETURN_IF_ERROR(ValidateRecipe(config.recipe(), path));
  *config.mutable_recipe() = CanonicalRecipe(config.recipe());
  return config;
}

absl::Status LoadRunInputs(const RunPaths& paths, RunInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const RunConfig config, ReadRunConfig(UserPath(paths.run)));
  const Recipe& recipe = config.recipe();
  *inputs.header.mutable_recipe() = recipe;
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
  LABELREP_RETURN_IF_ERROR(CheckClassNames(inputs.labels, files.class_names, labels_file));
  inputs.header.set_train_data_sha256(index.sha256());
  LABELREP_ASSIGN_OR_RETURN(inputs.split, MakeSplit(index.records_size(), recipe.seed(),
                                                    recipe.train_fraction_percent()));
  const std::vector<int64_t> positions = NumberAnew(inputs.split);
  LABELREP_ASSIGN_OR_RETURN(inputs.images, ReadIndexed(files, index, paths.train_index, positions));
  return absl::OkStatus();
}

absl::StatusOr<TrainingRun> StartRun(RunInputs inputs, c10::Device device) {
  const Recipe& recipe = inputs.header.recipe();
  const ImageSet& images = inputs.images;
  const Split& split = inputs.split;
  LABELREP_ASSIGN_OR_RETURN(const std::shared_ptr<Classifier> model,
                            MakeInitializedClassifier(recipe.encoder(), inputs.labels.shape(),
                                                      recipe.seed(), images.image_size));
  std::optional<TrainingRun> run;
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("preparing the run", [&]() -> absl::Status {
    MoveTo(device, *model);
    const ResidentImages resident(images, device);
    run.emplace(TrainingInputs{.header = inputs.header,
                               .model = model,
                               .train = resident.Subset(split.train),
                               .validation = resident.Subset(split.validation),
                               .labels = MakeLabelTensors(inputs.labels, device),
                               .normalization = NormalizationOf(recipe, images, split.train)});
    return absl::OkStatus();
  }));
  return *std::move(run);
}

}  // namespace labelrep
