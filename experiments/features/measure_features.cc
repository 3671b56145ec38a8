#include "experiments/features/measure_features.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <numeric>
#include <optional>
#include <vector>

#include "ATen/core/grad_mode.h"
#include "ATen/ops/cat.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/base/field_checker.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/base/output_files.h"
#include "lib/base/output_folder.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/tensor_array.h"
#include "lib/data/resident_data.h"
#include "lib/embed/class_separation.h"
#include "lib/embed/tsne.h"
#include "lib/eval/full_precision.h"
#include "lib/run/provenance.h"

namespace labelrep {
namespace {

// Of the first images of the test split, on the CPU.
struct Extracted {
  at::Tensor features;  // float32 [images, f]
  at::Tensor classes;   // int64 [images]
};

Extracted Extract(const TrainedModel& model, int64_t images) {
  const at::NoGradGuard no_gradients;
  const FullPrecision full_precision;
  const Batches batches = Batches::InOrder(ResidentImages(model.test, model.device),
                                           {.normalization = model.normalization});
  std::vector<at::Tensor> features;
  std::vector<at::Tensor> classes;
  int64_t left = images;
  for (int64_t i = 0; left > 0; ++i) {
    const Batch batch = batches.Get(i);
    const int64_t taken = std::min(left, batch.size());
    features.push_back(model.classifier->Features(batch.images).narrow(0, 0, taken).cpu());
    classes.push_back(batch.labels.narrow(0, 0, taken).cpu());
    left -= taken;
  }
  return {at::cat(features), at::cat(classes)};
}

// Without its epochs a checkpoint's recipe would be that of the features that the run ends with.
absl::Status CheckEpochs(const TrainedModel& model, const FeaturesRecipe& recipe) {
  const std::optional<int32_t> asked =
      recipe.has_epochs() ? std::optional(recipe.epochs()) : std::nullopt;
  if (asked == model.checkpoint_epochs) return absl::OkStatus();
  const auto text = [](std::optional<int32_t> epochs) {
    return epochs.has_value() ? absl::StrCat(*epochs) : "none";
  };
  return absl::InvalidArgumentError(absl::StrCat(
      "recipe.epochs: found ", text(asked), ", expected ", text(model.checkpoint_epochs), ", as ",
      model.weights_file,
      model.checkpoint_epochs.has_value() ? " is a checkpoint after these" : " is no checkpoint"));
}

absl::StatusOr<int64_t> CountImages(const FeaturesRecipe& recipe, int64_t test_images) {
  const int64_t images = recipe.has_images() ? recipe.images() : test_images;
  if (images > test_images) {
    return absl::InvalidArgumentError(absl::StrCat("recipe.images: found ", images,
                                                   ", expected at most ", test_images,
                                                   ", all of the test split"));
  }
  if (recipe.neighbors() >= images) {
    return absl::InvalidArgumentError(absl::StrCat("recipe.neighbors: found ", recipe.neighbors(),
                                                   ", expected below the ", images, " images"));
  }
  return images;
}

void SetSeparation(const Extracted& found, int64_t num_classes, int32_t neighbors,
                   FeaturesResult& result) {
  const std::vector<double> silhouettes = Silhouettes(found.features, found.classes, num_classes);
  for (const double mean : MeansByClass(silhouettes, found.classes, num_classes)) {
    result.add_class_silhouettes(mean);
  }
  result.set_silhouette(std::accumulate(silhouettes.begin(), silhouettes.end(), 0.0) /
                        static_cast<double>(silhouettes.size()));
  result.set_neighbor_accuracy(
      NeighborAccuracy(found.features, found.classes, num_classes, neighbors));
}

absl::Status SetEmbedding(const at::Tensor& features, const TsneRecipe& recipe,
                          FeaturesResult& result) {
  LABELREP_ASSIGN_OR_RETURN(const TsneEmbedding embedding, EmbedByTsne(features, recipe));
  for (const double x : embedding.points.x) result.add_x(static_cast<float>(x));
  for (const double y : embedding.points.y) result.add_y(static_cast<float>(y));
  result.set_kl_divergence(embedding.kl_divergence);
  return absl::OkStatus();
}

void PrintSummary(const FeaturesResult& result) {
  std::puts(absl::StrFormat("%d images, %d features; silhouette %.4f; %d nearest neighbours decide "
                            "%.2f %% as the true class",
                            result.classes_size(), result.feature_size(), result.silhouette(),
                            result.recipe().neighbors(), 100 * result.neighbor_accuracy())
                .c_str());
  if (result.has_kl_divergence()) {
    std::puts(absl::StrFormat("t-SNE: KL divergence %.4f nats", result.kl_divergence()).c_str());
  }
}

}  // namespace

absl::Status ValidateFeaturesRecipe(const FeaturesRecipe& recipe, const std::string& name) {
  FieldChecker check(name, "recipe");
  if (recipe.has_images()) {
    check.Number("images", static_cast<double>(recipe.images()), recipe.images() >= 2,
                 "at least 2, or not set for all");
  }
  check.Number("neighbors", recipe.neighbors(), recipe.neighbors() >= 1, "at least 1");
  if (recipe.has_epochs()) {
    check.Number("epochs", recipe.epochs(), recipe.epochs() >= 1,
                 "at least 1, or not set for weights that are no checkpoint");
  }
  LABELREP_RETURN_IF_ERROR(check.status());
  return recipe.has_tsne() ? ValidateTsneRecipe(recipe.tsne(), name) : absl::OkStatus();
}

absl::StatusOr<FeaturesResult> MeasureFeatures(const TrainedModel& model,
                                               const FeaturesRecipe& recipe, SideFiles& files) {
  LABELREP_RETURN_IF_ERROR(ValidateFeaturesRecipe(recipe, "features"));
  LABELREP_RETURN_IF_ERROR(CheckEpochs(model, recipe));
  LABELREP_ASSIGN_OR_RETURN(const int64_t images, CountImages(recipe, model.test.size()));
  const Extracted found = Extract(model, images);
  if (!found.features.isfinite().all().item<bool>()) {
    return absl::InvalidArgumentError(absl::StrCat(
        model.weights_file, ": its features are not all finite, as after a run that diverged"));
  }
  FeaturesResult result;
  const int64_t* classes = found.classes.const_data_ptr<int64_t>();
  result.mutable_classes()->Add(classes, classes + images);
  result.set_num_classes(model.labels.class_names_size());
  *result.mutable_class_names() = model.labels.class_names();
  result.set_feature_size(static_cast<int32_t>(found.features.size(1)));
  SetSeparation(found, result.num_classes(), recipe.neighbors(), result);
  if (recipe.has_tsne()) {
    LABELREP_RETURN_IF_ERROR(SetEmbedding(found.features, recipe.tsne(), result));
  }
  files["features"] = EncodeNpy(ArrayFromTensor(found.features));
  return result;
}

absl::Status MeasureFeaturesByHand(const FeaturesByHand& asked) {
  MeasurementSpec::Job job;
  job.set_asked(asked.recipe);
  job.set_result("--with");
  const AskFunction ask = AskFor<FeaturesRecipe, FeaturesResult>(MeasureFeatures);
  LABELREP_ASSIGN_OR_RETURN(const AskedMeasurement measurement, ask(job));
  auto& result = dynamic_cast<FeaturesResult&>(*measurement.result);
  LABELREP_RETURN_IF_ERROR(ValidateFeaturesRecipe(result.recipe(), "--with"));
  const std::string folder = UserPath(asked.out);
  LABELREP_ASSIGN_OR_RETURN(const OutputFolder held, OutputFolder::Take(folder));
  LABELREP_ASSIGN_OR_RETURN(const LoadedModel model, LoadModel(asked.model));
  PrintIfForeign(model);
  SideFiles files;
  Provenance provenance = MakeProvenance();
  LABELREP_ASSIGN_OR_RETURN(*provenance.add_segments(), measurement.measure(model, files));
  SetMeasuredModel(model, &result);
  LABELREP_RETURN_IF_ERROR(
      WriteTogether({{folder + "/features.npy", files["features"]},
                     {folder + "/provenance.pb", SerializeDeterministically(provenance)},
                     {folder + "/result.pb", SerializeDeterministically(result)}}));
  PrintSummary(result);
  return absl::OkStatus();
}

}  // namespace labelrep
