#include "experiments/measure/loaded_model.h"

#include <cstdint>
#include <cstdio>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/train/find_inputs.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/data/cifar.h"
#include "lib/data/label_set.h"
#include "lib/data/split.h"
#include "lib/eval/weights.h"
#include "lib/run/weights_metadata.h"
#include "lib/train/checkpoint_weights.h"
#include "models/registry.h"

namespace labelrep {
namespace {

absl::StatusOr<Recipe> ModelRecipe(const Safetensors& weights, const ModelPaths& paths) {
  LABELREP_ASSIGN_OR_RETURN(const std::optional<Recipe> recipe,
                            RecipeOfWeights(weights.metadata, paths.weights));
  if (recipe.has_value()) {
    if (paths.encoder.empty() && paths.normalization.empty()) return *recipe;
    return absl::InvalidArgumentError(
        absl::StrCat(paths.weights,
                     ": its metadata hold the recipe of its training; leave out --encoder and "
                     "--normalization"));
  }
  Recipe foreign;
  foreign.set_encoder(paths.encoder);
  if (paths.encoder.empty() || paths.labels.empty() || paths.data.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(paths.weights,
                     ": its metadata hold no recipe, as those of labelrep's own weights do: give "
                     "--encoder, --labels and --data"));
  }
  Recipe::Normalization normalization = Recipe::RELEASE;
  if (!paths.normalization.empty() &&
      (!Recipe::Normalization_Parse(paths.normalization, &normalization) ||
       normalization == Recipe::NORMALIZATION_UNSPECIFIED)) {
    return absl::InvalidArgumentError(absl::StrCat("--normalization: found \"", paths.normalization,
                                                   "\"; expected RELEASE or DATA_SET"));
  }
  foreign.set_normalization(normalization);
  return foreign;
}

// Labels of other values than those that the model learnt would be decided on, but mean nothing.
absl::Status CheckLabels(const LoadedModel& model, const std::string& labels_file) {
  const auto trained_with = model.weights.metadata.find("labels_sha256");
  if (trained_with == model.weights.metadata.end() || trained_with->second == model.labels_sha256) {
    return absl::OkStatus();
  }
  if (model.run.has_label()) {
    LABELREP_RETURN_IF_ERROR(
        CheckLabelRecipe(model.labels.recipe(), model.run.label(), labels_file));
  }
  return absl::FailedPreconditionError(absl::StrCat(
      labels_file, ": SHA-256 ", model.labels_sha256, ", but the weights were trained with ",
      trained_with->second, "; give the label set of that run"));
}

absl::StatusOr<Dataset> ReadData(const std::string& folder, const Recipe& model) {
  // The training images only where they are what the normalisation was measured on.
  return ReadCifar(folder, {.read_train = model.normalization() == Recipe::DATA_SET});
}

absl::StatusOr<Normalization> NormalizationOf(const Recipe& model, const ImageSet& train) {
  if (model.normalization() != Recipe::DATA_SET) return kReleaseNormalization;
  // Of weights from elsewhere nobody knows which images were split off.
  if (!model.has_seed()) {
    std::vector<int64_t> all(train.size());
    std::iota(all.begin(), all.end(), 0);
    return MeasureNormalization(train, all);
  }
  LABELREP_ASSIGN_OR_RETURN(const Split split,
                            MakeSplit(train.size(), model.seed(), model.train_fraction_percent()));
  return MeasureNormalization(train, split.train);
}

}  // namespace

absl::StatusOr<std::shared_ptr<Classifier>> LoadedModel::MakeClassifier() const {
  LABELREP_ASSIGN_OR_RETURN(std::shared_ptr<Classifier> model,
                            MakeZeroClassifier(run.encoder(), labels.shape(), test.image_size));
  LABELREP_RETURN_IF_ERROR(SetWeights(weights, weights_file, *model));
  model->SetTraining(false);
  return model;
}

absl::StatusOr<LoadedModel> LoadModel(const ModelPaths& paths) {
  LoadedModel model;
  model.weights_file = UserPath(paths.weights);
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(model.weights_file));
  LABELREP_ASSIGN_OR_RETURN(model.weights, ParseSafetensors(bytes, model.weights_file));
  if (IsCheckpoint(model.weights)) {
    LABELREP_ASSIGN_OR_RETURN(CheckpointWeights of, WeightsOfCheckpoint(bytes, model.weights_file));
    model.weights = std::move(of.weights);
    model.checkpoint_epochs = of.epochs;
  }
  model.weights_sha256 = Sha256Hex(bytes);
  LABELREP_ASSIGN_OR_RETURN(model.run, ModelRecipe(model.weights, paths));

  LABELREP_ASSIGN_OR_RETURN(const std::string labels_file, FindLabels(paths.labels, model.run));
  LABELREP_ASSIGN_OR_RETURN(model.labels, ReadLabelSet(labels_file));
  model.labels_sha256 = Sha256Hex(SerializeDeterministically(model.labels));
  LABELREP_RETURN_IF_ERROR(CheckLabels(model, labels_file));

  LABELREP_ASSIGN_OR_RETURN(const std::string folder,
                            FindDataFolder(paths.data, model.run.dataset()));
  LABELREP_ASSIGN_OR_RETURN(Dataset dataset, ReadData(folder, model.run));
  LABELREP_RETURN_IF_ERROR(CheckClassNames(model.labels, dataset.class_names, labels_file));
  LABELREP_ASSIGN_OR_RETURN(model.normalization, NormalizationOf(model.run, dataset.train));
  model.test_data_sha256 = dataset.test.sha256;
  model.test = std::move(dataset.test);
  return model;
}

void PrintIfForeign(const LoadedModel& model) {
  if (model.run.has_seed()) return;
  const Normalization& normalization = model.normalization;
  std::puts(absl::StrCat(model.weights_file, ": taken for ", model.run.encoder(),
                         " trained on images of --normalization=",
                         Recipe::Normalization_Name(model.run.normalization()), ": mean ",
                         absl::StrJoin(normalization.mean, ", "), ", standard deviation ",
                         absl::StrJoin(normalization.std, ", "))
                .c_str());
}

}  // namespace labelrep
