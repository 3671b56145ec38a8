#include "experiments/attacks/attack_job.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "ATen/ops/empty.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/attacks/attack_device.h"
#include "experiments/attacks/kept_images.h"
#include "experiments/attacks/success_picture.h"
#include "experiments/measure/output_files.h"
#include "lib/attack/attack_recipe.h"
#include "lib/attack/attack_split.h"
#include "lib/base/npy.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/stopwatch.h"
#include "lib/base/tensor_array.h"
#include "lib/base/torch_status.h"
#include "lib/data/resident_data.h"
#include "lib/run/provenance.h"

namespace labelrep {
namespace {

struct Attacked {
  AttackResult result;
  at::Tensor successes;
  at::Tensor adversarial;   // undefined where the job asks for none
  double images_per_s = 0;  // images times epsilons, without loading and writing
  Provenance::Segment segment;
};

// Nothing is written before all of it is encoded.
absl::Status WriteOutputs(const AttackJob& job, const Attacked& attacked,
                          const Normalization& normalization) {
  std::vector<OutputFile> files;
  if (job.has_successes()) {
    files.push_back({job.successes(), EncodeNpy(ArrayFromTensor(attacked.successes))});
  }
  if (job.has_picture()) {
    LABELREP_ASSIGN_OR_RETURN(std::string picture,
                              EncodePng(DrawSuccesses(attacked.successes, normalization)));
    files.push_back({job.picture(), std::move(picture)});
  }
  if (job.has_adversarial()) {
    files.push_back({job.adversarial(), EncodeNpy(ArrayFromTensor(attacked.adversarial))});
  }
  if (job.has_provenance()) {
    Provenance provenance = MakeProvenance();
    *provenance.add_segments() = attacked.segment;
    files.push_back({job.provenance(), SerializeDeterministically(provenance)});
  }
  files.push_back({job.result(), SerializeDeterministically(attacked.result)});
  return WriteInOrder(files);
}

absl::StatusOr<Attacked> AttackTestSplit(const AttackTarget& target, const AttackJob& job,
                                         const AttackRecipe& recipe, c10::Device device,
                                         const std::function<void(int64_t, int64_t)>& progress) {
  LABELREP_ASSIGN_OR_RETURN(const FrozenModel model,
                            MakeFrozenModel(target, device, ArithmeticOf(recipe)));
  Attacked attacked;
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("attacking", [&]() -> absl::Status {
    const ResidentImages test(target.test, device);
    const auto epsilon = job.has_adversarial_epsilon()
                             ? std::optional<double>(job.adversarial_epsilon())
                             : std::nullopt;
    KeptImages kept(recipe, epsilon, target.test.image_size);
    const Stopwatch stopwatch;
    LABELREP_ASSIGN_OR_RETURN(
        attacked.result,
        AttackSplit(model, test, target.normalization, recipe,
                    {.progress = progress, .batch = [&](const auto& batch, const auto& outcome) {
                       kept.Add(batch, outcome);
                     }}));
    const double seconds = stopwatch.Elapsed_s();
    attacked.images_per_s =
        attacked.result.classes_size() * recipe.epsilons_size() / std::max(seconds, 1e-9);
    attacked.successes = kept.Successes();
    if (job.has_adversarial()) {
      attacked.adversarial = kept.ForTransfer(CleanImages(target, attacked.result.classes_size()));
    }
    return absl::OkStatus();
  }));
  return attacked;
}

}  // namespace

absl::StatusOr<AttackRecipe> RecipeOfJob(const AttackJob& job, const std::string& name) {
  LABELREP_RETURN_IF_ERROR(ValidateAttackRecipe(job.recipe(), name));
  const auto& epsilons = job.recipe().epsilons();
  if (job.has_adversarial_epsilon() &&
      std::count(epsilons.begin(), epsilons.end(), job.adversarial_epsilon()) == 0) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": adversarial_epsilon: ", job.adversarial_epsilon(),
                     ", expected one of the recipe's epsilons: ", absl::StrJoin(epsilons, ", ")));
  }
  return CanonicalAttackRecipe(job.recipe());
}

absl::StatusOr<Provenance::Segment> RunAttackJob(
    const AttackTarget& target, const AttackJob& job,
    const std::function<void(int64_t done, int64_t total)>& progress) {
  LABELREP_ASSIGN_OR_RETURN(const AttackRecipe recipe, RecipeOfJob(job, job.recipe().attack()));
  LABELREP_ASSIGN_OR_RETURN(const RunDevice device, AcquireDevice(recipe));
  const SegmentRecorder recorder(device.gpu());
  LABELREP_ASSIGN_OR_RETURN(Attacked attacked,
                            AttackTestSplit(target, job, recipe, device.device(), progress));
  attacked.result.MergeFrom(target.header);
  attacked.segment = recorder.Describe();
  attacked.segment.set_attacked_images_per_s(attacked.images_per_s);
  LABELREP_RETURN_IF_ERROR(WriteOutputs(job, attacked, target.normalization));
  return attacked.segment;
}

absl::Status WriteFailedJob(const AttackJob& job, const RunResult& run, const RunFailure& failure) {
  Attacked none;
  none.result = ResultForRecipe(job.recipe());
  *none.result.mutable_model() = run.recipe();
  *none.result.mutable_failure() = failure;
  none.successes = KeptImages(none.result.recipe(), std::nullopt).Successes();
  none.adversarial = at::empty({0, kImageChannels, kCifarImageSize, kCifarImageSize});
  return WriteOutputs(job, none, kReleaseNormalization);
}

}  // namespace labelrep
