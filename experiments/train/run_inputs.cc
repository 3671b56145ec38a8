#include "experiments/train/run_inputs.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "experiments/train/find_inputs.h"
#include "experiments/train/label_match.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/torch_status.h"
#include "lib/data/cifar.h"
#include "lib/data/label_set.h"
#include "lib/data/normalization.h"
#include "lib/data/split.h"
#include "lib/eval/placement.h"
#include "lib/train/recipe.h"
#include "models/registry.h"

namespace labelrep {
namespace {

Normalization NormalizationOf(const Recipe& recipe, const ImageSet& images,
                              const std::vector<int64_t>& indices) {
  return recipe.normalization() == Recipe::DATA_SET ? MeasureNormalization(images, indices)
                                                    : kReleaseNormalization;
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
  LABELREP_ASSIGN_OR_RETURN(inputs.dataset, ReadCifar(inputs.data_folder, {.read_test = false}));
  LABELREP_RETURN_IF_ERROR(CheckClassNames(inputs.labels, inputs.dataset.class_names, labels_file));
  inputs.header.set_train_data_sha256(inputs.dataset.train.sha256);
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<TrainingRun>> StartRun(RunInputs inputs, c10::Device device) {
  const Recipe& recipe = inputs.header.recipe();
  const ImageSet& images = inputs.dataset.train;
  LABELREP_ASSIGN_OR_RETURN(
      const Split split, MakeSplit(images.size(), recipe.seed(), recipe.train_fraction_percent()));
  LABELREP_ASSIGN_OR_RETURN(
      const std::shared_ptr<Classifier> model,
      BuildClassifier(recipe.encoder(), inputs.labels.shape(), recipe.seed()));
  std::unique_ptr<TrainingRun> run;
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("preparing the run", [&]() -> absl::Status {
    MoveTo(device, *model);
    const ResidentImages resident(images, device);
    run = std::make_unique<TrainingRun>(
        TrainingInputs{.header = inputs.header,
                       .model = model,
                       .train = resident.Subset(split.train),
                       .validation = resident.Subset(split.validation),
                       .labels = MakeLabelTensors(inputs.labels, device),
                       .normalization = NormalizationOf(recipe, images, split.train)});
    return absl::OkStatus();
  }));
  return run;
}

}  // namespace labelrep
