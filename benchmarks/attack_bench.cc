#include "benchmarks/attack_bench.h"

#include <vector>

#include "ATen/Parallel.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "benchmarks/bench_setting.h"
#include "experiments/attacks/attack_model.h"
#include "lib/attack/attack_recipe.h"
#include "lib/attack/attack_split.h"
#include "lib/base/heap.h"
#include "lib/base/random_stream.h"
#include "lib/base/status_macros.h"
#include "lib/data/image_set.h"
#include "lib/eval/synthetic_labels.h"
#include "models/fold_batch_norm.h"
#include "models/registry.h"

namespace labelrep {
namespace {

absl::Status Prepare(const AttackRecipe& recipe) {
  LABELREP_RETURN_IF_ERROR(ValidateAttackRecipe(recipe, "attack"));
  KeepFreedMemory();
  at::set_num_threads(recipe.threads());
  return absl::OkStatus();
}

ImageSet RandomImages(int64_t count, int64_t image_size) {
  ImageSet images;
  images.image_size = image_size;
  RandomStream random(1, "synthetic images");
  for (int64_t i = 0; i < count * images.image_bytes(); ++i) {
    images.pixels.push_back(static_cast<uint8_t>(random.NextUint32() >> 24));
  }
  images.labels.resize(count);
  return images;
}

}  // namespace

absl::StatusOr<AttackBench> AttackBench::FromFiles(const ModelPaths& files,
                                                   const AttackRecipe& recipe,
                                                   Arithmetic arithmetic) {
  LABELREP_RETURN_IF_ERROR(Prepare(recipe));
  LABELREP_ASSIGN_OR_RETURN(const LoadedModel loaded, LoadModel(files));
  LABELREP_ASSIGN_OR_RETURN(FrozenModel model, MakeFrozenModel(loaded, at::kCPU, arithmetic));
  return AttackBench(std::move(model), ResidentImages(loaded.test, at::kCPU), recipe);
}

absl::StatusOr<AttackBench> AttackBench::Synthetic(const std::string& encoder,
                                                   const std::string& head, int64_t images,
                                                   const AttackRecipe& recipe,
                                                   Arithmetic arithmetic) {
  LABELREP_RETURN_IF_ERROR(Prepare(recipe));
  LABELREP_ASSIGN_OR_RETURN(const std::vector<int32_t> shape, HeadLabelShape(head));
  LABELREP_ASSIGN_OR_RETURN(auto classifier, MakeInitializedClassifier(encoder, shape, /*seed=*/7));
  classifier->SetTraining(false);
  ImageSet set = RandomImages(images, classifier->image_size());
  FoldBatchNorm(*classifier);
  LABELREP_ASSIGN_OR_RETURN(
      FrozenModel model,
      FrozenModel::Make(std::move(classifier), SyntheticLabels(shape), at::kCPU, arithmetic));
  AttackBench undecided(model, ResidentImages(set, at::kCPU), recipe);
  LABELREP_ASSIGN_OR_RETURN(const AttackResult result, undecided.Run());
  set.labels.assign(result.clean_decisions().begin(), result.clean_decisions().end());
  return AttackBench(std::move(model), ResidentImages(set, at::kCPU), recipe);
}

absl::StatusOr<AttackBench> AttackBench::OnCorrectImages() const {
  LABELREP_ASSIGN_OR_RETURN(const AttackResult result, Run());
  std::vector<int64_t> correct;
  for (int i = 0; i < result.classes_size(); ++i) {
    if (result.classes(i) == result.clean_decisions(i)) correct.push_back(i);
  }
  if (correct.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat("none of ", result.classes_size(), " images is decided correctly"));
  }
  AttackRecipe recipe = recipe_;
  recipe.clear_images();
  return AttackBench(model_, images_.Subset(correct), recipe);
}

absl::StatusOr<AttackResult> AttackBench::Run() const {
  return AttackSplit(model_, images_, kReleaseNormalization, recipe_, {});
}

absl::Status AttackBench::RunOn(int64_t count) const {
  std::vector<int64_t> indices;
  for (int64_t i = 0; i < count; ++i) indices.push_back(i % images_.size());
  return AttackSplit(model_, images_.Subset(indices), kReleaseNormalization, recipe_, {}).status();
}

absl::StatusOr<Arithmetic> ArithmeticOf(const std::string& precision) {
  if (precision == "fp32") return Arithmetic::kFloat32;
  if (precision == "bf16") return Arithmetic::kBfloat16;
  if (precision == "fp64") return Arithmetic::kFloat64;
  return absl::InvalidArgumentError(
      absl::StrCat("precision: found \"", precision, "\", expected fp32, bf16 or fp64"));
}

}  // namespace labelrep
