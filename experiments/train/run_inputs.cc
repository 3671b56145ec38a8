#include "experiments/train/run_inputs.h"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/torch_status.h"
#include "lib/data/cifar.h"
#include "lib/data/label_set.h"
#include "lib/data/normalization.h"
#include "lib/data/split.h"
#include "lib/train/recipe.h"
#include "models/registry.h"

namespace labelrep {
namespace {

bool Exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

// A file that was built with this program, by its path from the root of the sources.
std::optional<std::string> BuiltIn(const std::string& path) {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::string found = absl::StrCat(program.string(), ".runfiles/labelrep/", path);
  return !error && Exists(found) ? std::optional<std::string>(found) : std::nullopt;
}

// Whether the labels are those that the recipe names.
absl::Status CheckLabelRecipe(const LabelRecipe& found, const LabelRecipe& expected,
                              const std::string& file) {
  const auto differ = [&file](const char* field, const auto& was, const auto& asked) {
    return absl::FailedPreconditionError(absl::StrCat(file, ": recipe.", field, ": found \"", was,
                                                      "\", expected \"", asked,
                                                      "\", as the run's recipe.label says"));
  };
  if (found.kind() != expected.kind()) return differ("kind", found.kind(), expected.kind());
  if (expected.has_source() && found.source() != expected.source()) {
    return differ("source", found.source(), expected.source());
  }
  if (found.seed() != expected.seed()) return differ("seed", found.seed(), expected.seed());
  return absl::OkStatus();
}

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

absl::StatusOr<std::string> FindDataFolder(const std::string& asked, const std::string& dataset) {
  const std::string& name = asked.empty() ? dataset : asked;
  if (!asked.empty() && Exists(UserPath(asked))) return UserPath(asked);
  if (const auto built_in = BuiltIn(absl::StrCat("lib/data/", name)); built_in.has_value()) {
    return *built_in;
  }
  const std::string variable = absl::StrCat("LABELREP_", absl::AsciiStrToUpper(name));
  if (const char* folder = std::getenv(variable.c_str()); folder != nullptr) return folder;
  return absl::NotFoundError(
      absl::StrCat("data set \"", name, "\": no such folder, and none is built in or named by $",
                   variable, "; give a folder in CIFAR's binary layout with --data or data_dir"));
}

absl::StatusOr<std::string> FindLabels(const std::string& asked, const Recipe& recipe) {
  const std::string name =
      asked.empty() ? absl::StrCat(recipe.dataset(), "_", recipe.label().kind()) : asked;
  if (!asked.empty() && Exists(UserPath(asked))) return UserPath(asked);
  if (const auto built_in = BuiltIn(absl::StrCat("labels/", name, ".pb")); built_in.has_value()) {
    return *built_in;
  }
  return absl::NotFoundError(
      absl::StrCat("labels \"", name,
                   "\": no such file, and no label set of that name is built "
                   "in; give a label set file with --labels or labels_file"));
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
    model->to(device);
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

absl::StatusOr<ImageSet> ReadTestImages(const std::string& data_folder) {
  LABELREP_ASSIGN_OR_RETURN(Dataset dataset, ReadCifar(data_folder, {.read_train = false}));
  return std::move(dataset.test);
}

}  // namespace labelrep
