#include "experiments/attacks/transfer.h"

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/attacks/attack_spec.pb.h"
#include "experiments/attacks/prepared_model.h"
#include "experiments/measure/measure_model.h"
#include "lib/attack/attack_recipe.h"
#include "lib/attack/objective.h"
#include "lib/base/npy.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/tensor_array.h"
#include "lib/base/torch_status.h"
#include "lib/eval/full_precision.h"
#include "lib/run/provenance.h"

namespace labelrep {
namespace {

constexpr int64_t kImagesAtOnce = 250;

absl::StatusOr<const EpsilonResult*> AtEpsilon(const AttackResult& source, double epsilon) {
  std::vector<double> known;
  for (const EpsilonResult& result : source.epsilons()) {
    if (result.epsilon() == epsilon) return &result;
    known.push_back(result.epsilon());
  }
  return absl::InvalidArgumentError(
      absl::StrCat("epsilon ", epsilon, ": the attack ran at ", absl::StrJoin(known, ", ")));
}

absl::Status CheckImages(const LoadedModel& target, const AttackResult& source,
                         const at::Tensor& images) {
  if (source.test_data_sha256() != target.test_data_sha256) {
    return absl::FailedPreconditionError(
        absl::StrCat("the images are of the test split with SHA-256 ", source.test_data_sha256(),
                     ", but the model is tried on ", target.test_data_sha256));
  }
  const std::vector<int64_t> expected = {source.classes_size(), kImageChannels, kImageSize,
                                         kImageSize};
  if (images.sizes().vec() == expected) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "adversarial images of shape [", absl::StrJoin(images.sizes().vec(), ", "), "], expected [",
      absl::StrJoin(expected, ", "), "], as the attack was on so many"));
}

// The result of an attack's images at this epsilon on another model, before they are tried.
AttackResult AskedResult(const AttackResult& source, double epsilon) {
  AttackResult result;
  *result.mutable_recipe() = source.recipe();
  result.mutable_recipe()->clear_epsilons();
  result.mutable_recipe()->add_epsilons(epsilon);
  // The recipe is canonical, so its digest needs none of the attack's defaults.
  result.set_recipe_sha256(AttackRecipeSha256(result.recipe()));
  if (source.has_norm()) result.set_norm(source.norm());
  *result.mutable_transferred_from() = source.model();
  return result;
}

std::vector<int64_t> Decisions(const ModelView& model, const at::Tensor& images) {
  const at::Tensor decisions =
      DecideOnImages(model, images.to(model.device()), kImagesAtOnce).cpu().contiguous();
  const int64_t* values = decisions.const_data_ptr<int64_t>();
  return {values, values + decisions.numel()};
}

// On the device and in the arithmetic of the attack.
absl::StatusOr<Provenance::Segment> TransferFromFiles(const LoadedModel& target,
                                                      const AttackResult& attack,
                                                      const TransferJob& job,
                                                      PreparedModel& prepared,
                                                      AttackResult& result) {
  LABELREP_RETURN_IF_ERROR(prepared.Prepare(target, attack.recipe()));
  const SegmentRecorder recorder(prepared.device().gpu());
  LABELREP_ASSIGN_OR_RETURN(const Array images, ReadNpy(job.images()));
  absl::StatusOr<AttackResult> transferred =
      Transfer(target, prepared.model(), attack, job.epsilon(), TensorFromArray(images));
  if (!transferred.ok()) {
    return absl::Status(transferred.status().code(),
                        absl::StrCat(job.images(), " of ", job.attack_result(), ": ",
                                     transferred.status().message(), "; run that attack again"));
  }
  result = *std::move(transferred);
  return recorder.Describe();
}

}  // namespace

absl::StatusOr<AttackResult> Transfer(const LoadedModel& target, const ModelView& model,
                                      const AttackResult& source, double epsilon,
                                      const at::Tensor& images) {
  LABELREP_ASSIGN_OR_RETURN(const EpsilonResult* at_source, AtEpsilon(source, epsilon));
  LABELREP_RETURN_IF_ERROR(CheckImages(target, source, images));
  AttackResult result = AskedResult(source, epsilon);
  result.set_num_classes(target.labels.class_names_size());
  *result.mutable_classes() = source.classes();
  *result.mutable_targets() = source.targets();
  EpsilonResult& at_epsilon = *result.add_epsilons();
  at_epsilon.set_epsilon(epsilon);
  at_epsilon.set_mean_linf(at_source->mean_linf());
  at_epsilon.set_mean_l2(at_source->mean_l2());
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("trying images on another model", [&] {
    const FullPrecision precision;
    const std::vector<int64_t> clean = Decisions(model, CleanImages(target, images.size(0)));
    const std::vector<int64_t> attacked = Decisions(model, images);
    for (int i = 0; i < result.classes_size(); ++i) {
      const auto decision = static_cast<int32_t>(clean[i]);
      result.add_clean_decisions(decision);
      at_epsilon.add_decisions(decision == result.classes(i) ? static_cast<int32_t>(attacked[i])
                                                             : decision);
    }
    return absl::OkStatus();
  }));
  return result;
}

absl::Status RunTransferSpec(const std::string& spec_path) {
  PreparedModel prepared;
  return RunMeasurements(
      spec_path, [&](const MeasurementSpec::Job& asked) -> absl::StatusOr<AskedMeasurement> {
        TransferJob job;
        LABELREP_RETURN_IF_ERROR(ParseTextProto(asked.asked(), asked.result(), &job));
        AttackResult attack;
        LABELREP_RETURN_IF_ERROR(ReadBinaryProto(job.attack_result(), &attack));
        auto result = std::make_shared<AttackResult>(AskedResult(attack, job.epsilon()));
        if (attack.has_failure()) {
          *result->mutable_failure() = attack.failure();
          return AskedMeasurement{result, nullptr};
        }
        return AskedMeasurement{result, [=, &prepared](const LoadedModel& target, SideFiles&) {
                                  return TransferFromFiles(target, attack, job, prepared, *result);
                                }};
      });
}

}  // namespace labelrep
