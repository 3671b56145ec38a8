#include "experiments/attacks/attack_target.h"

#include <optional>
#include <utility>
#include <vector>

#include "ATen/ops/cat.h"
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
#include "lib/data/resident_data.h"
#include "lib/data/split.h"
#include "lib/eval/weights.h"
#include "lib/run/weights_metadata.h"
#include "models/fold_batch_norm.h"
#include "models/registry.h"

namespace labelrep {
namespace {

absl::StatusOr<Recipe> ModelRecipe(const Safetensors& weights, const TargetPaths& paths) {
  LABELREP_ASSIGN_OR_RETURN(const std::optional<Recipe> recipe,
                            RecipeOfWeights(weights.metadata, paths.weights));
  if (recipe.has_value()) return *recipe;
  Recipe foreign;
  foreign.set_encoder(paths.encoder);
  if (paths.encoder.empty() || paths.labels.empty() || paths.data.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(paths.weights,
                     ": its metadata hold no recipe, as those of labelrep's own weights do: give "
                     "--encoder, --labels and --data"));
  }
  return foreign;
}

// Labels of other values than those that the model learnt would be decided on, but mean nothing.
absl::Status CheckLabels(const AttackTarget& target, const std::string& labels_file) {
  const auto trained_with = target.weights.metadata.find("labels_sha256");
  if (trained_with == target.weights.metadata.end() ||
      trained_with->second == target.header.labels_sha256()) {
    return absl::OkStatus();
  }
  if (target.header.model().has_label()) {
    LABELREP_RETURN_IF_ERROR(
        CheckLabelRecipe(target.labels.recipe(), target.header.model().label(), labels_file));
  }
  return absl::FailedPreconditionError(
      absl::StrCat(labels_file, ": SHA-256 ", target.header.labels_sha256(),
                   ", but the weights were trained with ", trained_with->second,
                   "; give the label set of that run"));
}

absl::StatusOr<Dataset> ReadData(const std::string& folder, const Recipe& model) {
  // The training images only where they are what the normalisation was measured on.
  return ReadCifar(folder, {.read_train = model.normalization() == Recipe::DATA_SET});
}

absl::StatusOr<Normalization> NormalizationOf(const Recipe& model, const ImageSet& train) {
  if (model.normalization() != Recipe::DATA_SET) return kReleaseNormalization;
  LABELREP_ASSIGN_OR_RETURN(const Split split,
                            MakeSplit(train.size(), model.seed(), model.train_fraction_percent()));
  return MeasureNormalization(train, split.train);
}

}  // namespace

absl::StatusOr<AttackTarget> LoadAttackTarget(const TargetPaths& paths) {
  AttackTarget target;
  target.weights_file = UserPath(paths.weights);
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(target.weights_file));
  LABELREP_ASSIGN_OR_RETURN(target.weights, ParseSafetensors(bytes, target.weights_file));
  target.header.set_weights_sha256(Sha256Hex(bytes));
  LABELREP_ASSIGN_OR_RETURN(*target.header.mutable_model(), ModelRecipe(target.weights, paths));
  const Recipe& model = target.header.model();

  LABELREP_ASSIGN_OR_RETURN(const std::string labels_file, FindLabels(paths.labels, model));
  LABELREP_ASSIGN_OR_RETURN(target.labels, ReadLabelSet(labels_file));
  target.header.set_labels_sha256(Sha256Hex(SerializeDeterministically(target.labels)));
  target.header.set_num_classes(target.labels.class_names_size());
  LABELREP_RETURN_IF_ERROR(CheckLabels(target, labels_file));

  LABELREP_ASSIGN_OR_RETURN(const std::string folder, FindDataFolder(paths.data, model.dataset()));
  LABELREP_ASSIGN_OR_RETURN(Dataset dataset, ReadData(folder, model));
  LABELREP_RETURN_IF_ERROR(CheckClassNames(target.labels, dataset.class_names, labels_file));
  LABELREP_ASSIGN_OR_RETURN(target.normalization, NormalizationOf(model, dataset.train));
  target.header.set_test_data_sha256(dataset.test.sha256);
  target.test = std::move(dataset.test);
  return target;
}

absl::StatusOr<FrozenModel> MakeFrozenModel(const AttackTarget& target, at::Device device,
                                            Arithmetic arithmetic) {
  LABELREP_ASSIGN_OR_RETURN(const std::shared_ptr<Classifier> model,
                            MakeZeroClassifier(target.header.model().encoder(),
                                               target.labels.shape(), target.test.image_size));
  LABELREP_RETURN_IF_ERROR(SetWeights(target.weights, target.weights_file, *model));
  model->SetTraining(false);
  std::optional<FrozenModel> attacked;
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("preparing the model", [&]() -> absl::Status {
    FoldBatchNorm(*model);
    LABELREP_ASSIGN_OR_RETURN(attacked,
                              FrozenModel::Make(model, target.labels, device, arithmetic));
    return absl::OkStatus();
  }));
  return *std::move(attacked);
}

at::Tensor CleanImages(const AttackTarget& target, int64_t count) {
  const Batches batches = Batches::InOrder(ResidentImages(target.test, at::kCPU),
                                           {.normalization = target.normalization});
  std::vector<at::Tensor> parts;
  for (int64_t i = 0, images = 0; images < count; ++i) {
    parts.push_back(batches.Get(i).images.contiguous());
    images += parts.back().size(0);
  }
  return at::cat(parts).narrow(0, 0, count);
}

}  // namespace labelrep
