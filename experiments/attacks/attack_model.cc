#include "experiments/attacks/attack_model.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "ATen/ops/cat.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/attacks/kept_images.h"
#include "experiments/attacks/success_page.h"
#include "lib/attack/attack_recipe.h"
#include "lib/attack/attack_split.h"
#include "lib/attack/objective.h"
#include "lib/base/npy.h"
#include "lib/base/status_macros.h"
#include "lib/base/stopwatch.h"
#include "lib/base/tensor_array.h"
#include "lib/base/torch_status.h"
#include "lib/data/resident_data.h"
#include "lib/eval/full_precision.h"
#include "lib/run/provenance.h"
#include "models/fold_batch_norm.h"

namespace labelrep {
namespace {

constexpr int64_t kImagesAtOnce = 250;

absl::Status CheckImages(const LoadedModel& loaded, const AttackResult& source,
                         const at::Tensor& images) {
  if (source.test_data_sha256() != loaded.test_data_sha256) {
    return absl::FailedPreconditionError(
        absl::StrCat("the images are of the test split with SHA-256 ", source.test_data_sha256(),
                     ", but the model is tried on ", loaded.test_data_sha256));
  }
  const std::vector<int64_t> expected = {source.epsilons_size(), source.classes_size(),
                                         kImageChannels, loaded.test.image_size,
                                         loaded.test.image_size};
  if (images.sizes().vec() == expected) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "adversarial images of shape [", absl::StrJoin(images.sizes().vec(), ", "), "], expected [",
      absl::StrJoin(expected, ", "), "], as the attack was at so many epsilons on so many"));
}

// float32 [count, 3, h, w]: the first images of the test split, normalised, row-major on the CPU.
at::Tensor CleanImages(const LoadedModel& loaded, int64_t count) {
  const Batches batches = Batches::InOrder(ResidentImages(loaded.test, at::kCPU),
                                           {.normalization = loaded.normalization});
  std::vector<at::Tensor> parts;
  for (int64_t i = 0, images = 0; images < count; ++i) {
    parts.push_back(batches.Get(i).images.contiguous());
    images += parts.back().size(0);
  }
  return at::cat(parts).narrow(0, 0, count);
}

// How many of the first images are kept as they are at each epsilon.
int64_t FirstKept(const AttackJob& job, int64_t test_images) {
  return std::min(job.adversarial() ? test_images : job.pictured(), test_images);
}

absl::StatusOr<SideFiles> EncodeImages(const KeptImages& kept, const LoadedModel& loaded,
                                       const AttackJob& job, int64_t attacked) {
  SideFiles files;
  files["successes"] = EncodeNpy(ArrayFromTensor(kept.SuccessImages()));
  const auto& classes = loaded.labels.class_names();
  LABELREP_ASSIGN_OR_RETURN(files["page"],
                            SuccessPage({.recipe = job.recipe(),
                                         .label_kind = loaded.labels.recipe().kind(),
                                         .class_names = {classes.begin(), classes.end()}},
                                        kept.successes(), loaded.normalization));
  const int64_t first = std::min(FirstKept(job, loaded.test.size()), attacked);
  if (first == 0) return files;
  const at::Tensor images = kept.AtEpsilons(CleanImages(loaded, first));
  if (job.adversarial()) files["adversarial"] = EncodeNpy(ArrayFromTensor(images));
  if (job.pictured() > 0) {
    const at::Tensor pictured = images.narrow(1, 0, std::min(job.pictured(), first));
    files["pictured"] =
        EncodeNpy(ArrayFromTensor(ToPixels(pictured, loaded.normalization).contiguous()));
  }
  return files;
}

std::vector<int64_t> Decisions(const ModelView& model, const at::Tensor& images) {
  const at::Tensor decisions =
      DecideOnImages(model, images.to(model.device()), kImagesAtOnce).cpu().contiguous();
  const int64_t* values = decisions.const_data_ptr<int64_t>();
  return {values, values + decisions.numel()};
}

}  // namespace

absl::StatusOr<FrozenModel> MakeFrozenModel(const LoadedModel& loaded, at::Device device,
                                            Arithmetic arithmetic) {
  LABELREP_ASSIGN_OR_RETURN(const std::shared_ptr<Classifier> model, loaded.MakeClassifier());
  std::optional<FrozenModel> frozen;
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("preparing the model", [&]() -> absl::Status {
    FoldBatchNorm(*model);
    LABELREP_ASSIGN_OR_RETURN(frozen, FrozenModel::Make(model, loaded.labels, device, arithmetic));
    return absl::OkStatus();
  }));
  return *std::move(frozen);
}

absl::Status PreparedModel::Prepare(const LoadedModel& loaded, const AttackRecipe& recipe) {
  if (model_.has_value() && recipe.device() == recipe_.device() &&
      recipe.threads() == recipe_.threads() && recipe.precision() == recipe_.precision()) {
    return absl::OkStatus();
  }
  model_.reset();
  // A GPU is given back before another is asked for.
  device_.reset();
  LABELREP_ASSIGN_OR_RETURN(RunDevice device, RunDevice::Acquire({.device = recipe.device(),
                                                                  .threads = recipe.threads()}));
  device_.emplace(std::move(device));
  LABELREP_ASSIGN_OR_RETURN(
      FrozenModel model,
      MakeFrozenModel(loaded, device_->device(),
                      recipe.precision() == Recipe::BF16_AUTOCAST ? Arithmetic::kBfloat16
                                                                  : Arithmetic::kFloat32));
  model_.emplace(std::move(model));
  recipe_ = recipe;
  return absl::OkStatus();
}

absl::StatusOr<Provenance::Segment> Attack(const LoadedModel& loaded, const AttackJob& job,
                                           const std::function<void(int64_t, int64_t)>& progress,
                                           PreparedModel& prepared, AttackResult& result,
                                           SideFiles& files) {
  LABELREP_RETURN_IF_ERROR(ValidateAttackRecipe(job.recipe(), job.recipe().attack()));
  const AttackRecipe recipe = CanonicalAttackRecipe(job.recipe());
  LABELREP_RETURN_IF_ERROR(prepared.Prepare(loaded, recipe));
  const SegmentRecorder recorder(prepared.device().gpu());
  double images_per_s = 0;  // images times epsilons, without loading and writing
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("attacking", [&]() -> absl::Status {
    const ResidentImages test(loaded.test, prepared.device().device());
    KeptImages kept(recipe, FirstKept(job, loaded.test.size()), loaded.test.image_size);
    const Stopwatch stopwatch;
    LABELREP_ASSIGN_OR_RETURN(
        AttackResult attacked,
        AttackSplit(
            prepared.model(), test, loaded.normalization, recipe,
            {.progress = progress,
             .batch = [&](const auto& batch, const auto& outcome) { kept.Add(batch, outcome); }},
            prepared.device().graphs()));
    const int64_t images = attacked.classes_size();
    images_per_s = images * recipe.epsilons_size() / std::max(stopwatch.Elapsed_s(), 1e-9);
    LABELREP_ASSIGN_OR_RETURN(files, EncodeImages(kept, loaded, job, images));
    result = std::move(attacked);
    return absl::OkStatus();
  }));
  result.set_num_classes(loaded.labels.class_names_size());
  Provenance::Segment segment = recorder.Describe();
  segment.set_attacked_images_per_s(images_per_s);
  return segment;
}

AttackResult AskedTransfer(const AttackResult& source) {
  AttackResult result;
  *result.mutable_recipe() = source.recipe();
  result.set_recipe_sha256(source.recipe_sha256());
  if (source.has_norm()) result.set_norm(source.norm());
  *result.mutable_transferred_from() = source.model();
  return result;
}

absl::StatusOr<AttackResult> Transfer(const LoadedModel& loaded, const ModelView& model,
                                      const AttackResult& source, const at::Tensor& images) {
  LABELREP_RETURN_IF_ERROR(CheckImages(loaded, source, images));
  AttackResult result = AskedTransfer(source);
  result.set_num_classes(loaded.labels.class_names_size());
  *result.mutable_classes() = source.classes();
  *result.mutable_targets() = source.targets();
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("trying images on another model", [&] {
    const FullPrecision precision;
    const std::vector<int64_t> clean = Decisions(model, CleanImages(loaded, images.size(1)));
    for (const int64_t decision : clean) result.add_clean_decisions(static_cast<int32_t>(decision));
    for (int64_t e = 0; e < images.size(0); ++e) {
      const EpsilonResult& at_source = source.epsilons(static_cast<int>(e));
      EpsilonResult& found = *result.add_epsilons();
      found.set_epsilon(at_source.epsilon());
      found.set_mean_linf(at_source.mean_linf());
      found.set_mean_l2(at_source.mean_l2());
      const std::vector<int64_t> attacked = Decisions(model, images[e]);
      for (int i = 0; i < result.classes_size(); ++i) {
        found.add_decisions(
            static_cast<int32_t>(clean[i] == result.classes(i) ? attacked[i] : clean[i]));
      }
    }
    return absl::OkStatus();
  }));
  return result;
}

}  // namespace labelrep
