#include "experiments/saliency/measure_saliency.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "ATen/core/grad_mode.h"
#include "ATen/ops/empty.h"
#include "ATen/ops/isfinite.h"
#include "absl/strings/str_cat.h"
#include "experiments/measure/first_images.h"
#include "lib/base/field_checker.h"
#include "lib/base/npy.h"
#include "lib/base/tensor_array.h"
#include "lib/eval/label_tensors.h"
#include "lib/saliency/grad_cam.h"
#include "lib/saliency/map_extent.h"
#include "lib/saliency/model_saliency.h"

namespace labelrep {
namespace {

constexpr int64_t kMostMaps = 100;

absl::Status CheckRecipe(const SaliencyRecipe& recipe, int64_t test_images) {
  FieldChecker check("saliency", "recipe");
  check.Number("images", static_cast<double>(recipe.images()),
               recipe.images() >= 1 && recipe.images() <= test_images,
               absl::StrCat("from 1 to the ", test_images, " of the test split"));
  const int64_t most = std::min(kMostMaps, recipe.images());
  check.Number("maps", static_cast<double>(recipe.maps()),
               recipe.maps() >= 0 && recipe.maps() <= most,
               absl::StrCat("from 0 to ", most, ", of the images"));
  check.Chosen("target", recipe.target(), "CLASS_SCORE or MINUS_LOSS");
  return check.status();
}

int64_t CountStages(const TrainedModel& model, const Batches& batches) {
  const at::NoGradGuard no_gradients;
  return static_cast<int64_t>(
      model.classifier->FeaturesWithStages(batches.Get(0).images.narrow(0, 0, 1)).stages.size());
}

// Places of the encoder's stages, from 0, rising.
absl::StatusOr<std::vector<int64_t>> ChooseStages(const SaliencyRecipe& recipe, int64_t stages,
                                                  const std::string& encoder) {
  if (stages == 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("encoder \"", encoder,
                     "\": shows no stages, which Grad-CAM is made of; give it "
                     "ForwardWithStages (models/encoder.h)"));
  }
  std::vector<int64_t> chosen = {0, (stages - 1) / 2, stages - 1};
  if (!recipe.stages().empty()) chosen.clear();
  for (const int32_t stage : recipe.stages()) {
    if (stage < 1 || stage > stages || (!chosen.empty() && stage - 1 <= chosen.back())) {
      return absl::InvalidArgumentError(
          absl::StrCat("recipe.stages: found ", stage, ", expected rising numbers from 1 to the ",
                       stages, " stages of encoder \"", encoder, "\""));
    }
    chosen.push_back(stage - 1);
  }
  // Of fewer than three stages some are the same.
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  return chosen;
}

// `kept` of these maps, the first, are kept themselves.
void AppendMaps(const at::Tensor& maps, int64_t kept, int64_t image_size, SaliencyMaps& result) {
  result.set_height(static_cast<int32_t>(maps.size(1)));
  result.set_width(static_cast<int32_t>(maps.size(2)));
  const at::Tensor image_maps = ImageMaps(maps, image_size);
  AppendNumbers(maps.narrow(0, 0, kept), result.mutable_maps());
  AppendNumbers(image_maps.narrow(0, 0, kept), result.mutable_image_maps());
  // In float64, as sums of many squares are compared.
  AppendNumbers(CoveredShares(image_maps.to(at::kDouble)), result.mutable_covered_shares());
  AppendNumbers(CentralShares(image_maps.to(at::kDouble)), result.mutable_central_shares());
}

bool IsFinite(const ModelSaliency& found) {
  bool finite = at::isfinite(found.input_gradients).all().item<bool>();
  for (const at::Tensor& maps : found.grad_cams) {
    finite = finite && at::isfinite(maps).all().item<bool>();
  }
  return finite;
}

// uint8 [count, 3, s, s].
std::string FirstImagesAsNpy(const ImageSet& images, int64_t count) {
  const at::Tensor pixels =
      at::empty({count, kImageChannels, images.image_size, images.image_size}, at::kByte);
  std::copy_n(images.pixels.data(), pixels.numel(), pixels.mutable_data_ptr<uint8_t>());
  return EncodeNpy(ArrayFromTensor(pixels));
}

}  // namespace

absl::StatusOr<SaliencyResult> MeasureSaliency(const TrainedModel& model,
                                               const SaliencyRecipe& recipe, SideFiles& files) {
  LABELREP_RETURN_IF_ERROR(CheckRecipe(recipe, model.test.size()));
  const Batches batches = FirstImages(model, recipe.images());
  SaliencyResult result;
  *result.mutable_class_names() = model.labels.class_names();
  result.set_image_size(static_cast<int32_t>(model.test.image_size));
  result.set_stages(static_cast<int32_t>(CountStages(model, batches)));
  LABELREP_ASSIGN_OR_RETURN(const std::vector<int64_t> stages,
                            ChooseStages(recipe, result.stages(), model.run.encoder()));
  for (const int64_t stage : stages) result.add_maps()->set_stage(static_cast<int32_t>(stage + 1));
  result.add_maps();
  const LabelTensors labels = MakeLabelTensors(model.labels, model.device);
  int64_t to_keep = recipe.maps();
  for (int64_t i = 0; i < batches.num_batches(); ++i) {
    const Batch batch = batches.Get(i);
    const ModelSaliency found = FindSaliency(*model.classifier, labels, batch.images, batch.labels,
                                             stages, recipe.target());
    if (!IsFinite(found)) {
      return absl::InvalidArgumentError(absl::StrCat(
          model.weights_file, ": its gradients are not all finite, as after a run that diverged"));
    }
    AppendNumbers(batch.labels, result.mutable_classes());
    AppendNumbers(found.decisions, result.mutable_decisions());
    const int64_t kept = std::min(to_keep, batch.size());
    for (size_t j = 0; j < stages.size(); ++j) {
      AppendMaps(found.grad_cams[j], kept, result.image_size(), *result.mutable_maps(j));
    }
    AppendMaps(found.input_gradients, kept, result.image_size(),
               *result.mutable_maps(result.maps_size() - 1));
    to_keep -= kept;
  }
  files["images"] = FirstImagesAsNpy(model.test, recipe.maps());
  return result;
}

}  // namespace labelrep
