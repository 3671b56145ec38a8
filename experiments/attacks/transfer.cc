#include "experiments/attacks/transfer.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/attacks/attack_device.h"
#include "experiments/attacks/attack_spec.pb.h"
#include "experiments/attacks/missing_model.h"
#include "lib/attack/attack_recipe.h"
#include "lib/attack/objective.h"
#include "lib/base/failure_policy.h"
#include "lib/base/npy.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/tensor_array.h"
#include "lib/base/torch_status.h"
#include "lib/eval/frozen_model.h"
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

absl::Status CheckImages(const AttackTarget& target, const AttackResult& source,
                         const at::Tensor& images) {
  if (source.test_data_sha256() != target.header.test_data_sha256()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the images are of the test split with SHA-256 ", source.test_data_sha256(),
                     ", but the model is tried on ", target.header.test_data_sha256()));
  }
  const std::vector<int64_t> expected = {source.classes_size(), kImageChannels,
                                         target.test.image_size, target.test.image_size};
  if (images.sizes().vec() == expected) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "adversarial images of shape [", absl::StrJoin(images.sizes().vec(), ", "), "], expected [",
      absl::StrJoin(expected, ", "), "], as the attack was on so many"));
}

// The result but for the decisions.
AttackResult Header(const AttackTarget& target, const AttackResult& source, double epsilon) {
  AttackResult result = target.header;
  *result.mutable_recipe() = source.recipe();
  result.mutable_recipe()->clear_epsilons();
  result.mutable_recipe()->add_epsilons(epsilon);
  // The recipe is canonical, so its digest needs none of the attack's defaults.
  result.set_recipe_sha256(AttackRecipeSha256(result.recipe()));
  if (source.has_norm()) result.set_norm(source.norm());
  *result.mutable_transferred_from() = source.model();
  *result.mutable_classes() = source.classes();
  *result.mutable_targets() = source.targets();
  return result;
}

std::vector<int64_t> Decisions(const ModelView& model, const at::Tensor& images) {
  const at::Tensor decisions =
      DecideOnImages(model, images.to(model.device()), kImagesAtOnce).cpu().contiguous();
  const int64_t* values = decisions.const_data_ptr<int64_t>();
  return {values, values + decisions.numel()};
}

AttackResult FailedTransfer(const TransferSpec::Source& source, const AttackResult& attack,
                            const Recipe& model, const RunFailure& failure) {
  AttackTarget target;
  *target.header.mutable_model() = model;
  AttackResult result = Header(target, attack, source.epsilon());
  result.clear_classes();
  result.clear_targets();
  *result.mutable_failure() = failure;
  return result;
}

// On the device and in the arithmetic of the attack.
absl::StatusOr<AttackResult> TransferFromFiles(const AttackTarget& target,
                                               const AttackResult& attack,
                                               const TransferSpec::Source& source,
                                               Provenance& provenance) {
  LABELREP_ASSIGN_OR_RETURN(const RunDevice device, AcquireDevice(attack.recipe()));
  const SegmentRecorder recorder(device.gpu());
  LABELREP_ASSIGN_OR_RETURN(
      const FrozenModel model,
      MakeFrozenModel(target, device.device(), ArithmeticOf(attack.recipe())));
  LABELREP_ASSIGN_OR_RETURN(const Array images, ReadNpy(source.images()));
  absl::StatusOr<AttackResult> result =
      Transfer(target, model, attack, source.epsilon(), TensorFromArray(images));
  if (!result.ok()) {
    return absl::Status(result.status().code(),
                        absl::StrCat(source.images(), " of ", source.attack_result(), ": ",
                                     result.status().message(), "; run that attack again"));
  }
  *provenance.add_segments() = recorder.Describe();
  return result;
}

// What is refused has a result, too, which says so.
absl::Status TrySource(const absl::StatusOr<AttackTarget>& target,
                       const TransferSpec::Source& source, const Recipe& model_recipe,
                       Provenance& provenance) {
  AttackResult attack;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(source.attack_result(), &attack));
  const auto write_failure = [&](const RunFailure& failure) {
    return WriteBinaryProto(source.result(), FailedTransfer(source, attack, model_recipe, failure));
  };
  if (attack.has_failure()) return write_failure(attack.failure());
  const absl::StatusOr<AttackResult> result =
      target.ok() ? TransferFromFiles(*target, attack, source, provenance) : target.status();
  if (result.ok()) return WriteBinaryProto(source.result(), *result);
  if (!WouldFailAgain(result.status())) return result.status();
  return write_failure(FailureOf(result.status()));
}

absl::Status WriteFailures(const TransferSpec& spec, const Recipe& model,
                           const RunFailure& failure) {
  for (const TransferSpec::Source& source : spec.sources()) {
    AttackResult attack;
    LABELREP_RETURN_IF_ERROR(ReadBinaryProto(source.attack_result(), &attack));
    LABELREP_RETURN_IF_ERROR(
        WriteBinaryProto(source.result(), FailedTransfer(source, attack, model, failure)));
  }
  return WriteBinaryProto(spec.provenance(), MakeProvenance());
}

}  // namespace

absl::StatusOr<AttackResult> Transfer(const AttackTarget& target, const ModelView& model,
                                      const AttackResult& source, double epsilon,
                                      const at::Tensor& images) {
  LABELREP_ASSIGN_OR_RETURN(const EpsilonResult* at_source, AtEpsilon(source, epsilon));
  LABELREP_RETURN_IF_ERROR(CheckImages(target, source, images));
  AttackResult result = Header(target, source, epsilon);
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
  TransferSpec spec;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(spec_path, &spec));
  RunResult run;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(spec.result(), &run));
  if (const auto failure = WhyNoModel(run, spec.weights()); failure.has_value()) {
    return WriteFailures(spec, run.recipe(), *failure);
  }
  const absl::StatusOr<AttackTarget> target =
      LoadAttackTarget({.weights = spec.weights(), .labels = spec.labels(), .data = spec.data()});
  Provenance provenance = MakeProvenance();
  for (const TransferSpec::Source& source : spec.sources()) {
    LABELREP_RETURN_IF_ERROR(TrySource(target, source, run.recipe(), provenance));
  }
  return WriteBinaryProto(spec.provenance(), provenance);
}

}  // namespace labelrep
