#include "experiments/attacks/run_attacks.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "experiments/attacks/attack_model.h"
#include "experiments/attacks/attack_spec.pb.h"
#include "experiments/measure/measure_model.h"
#include "lib/attack/attack_facts.h"
#include "lib/attack/attack_recipe.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/base/output_files.h"
#include "lib/base/output_folder.h"
#include "lib/base/progress.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/tensor_array.h"
#include "lib/run/provenance.h"
#include "results/attack.pb.h"

namespace labelrep {
namespace {

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
      Transfer(target, prepared.model(), attack, TensorFromArray(images));
  if (!transferred.ok()) {
    return absl::Status(transferred.status().code(),
                        absl::StrCat(job.images(), " of ", job.attack_result(), ": ",
                                     transferred.status().message(), "; run that attack again"));
  }
  result = *std::move(transferred);
  return recorder.Describe();
}

absl::StatusOr<AttackRecipe> RecipeByHand(const AttackByHand& asked) {
  AttackRecipe recipe;
  if (FindAttackFacts(asked.attack) != nullptr) {
    recipe.set_attack(asked.attack);
  } else {
    const std::string path = UserPath(asked.attack);
    if (asked.attack.empty() || !PathExists(path)) {
      return absl::NotFoundError(
          absl::StrCat("--attack=", asked.attack, ": no such attack or file; expected one of ",
                       absl::StrJoin(KnownAttacks(), ", "), ", or an AttackRecipe file"));
    }
    LABELREP_RETURN_IF_ERROR(ReadTextProto(path, &recipe));
  }
  AttackRecipe changes;
  LABELREP_RETURN_IF_ERROR(ParseTextProto(asked.changes, "--with", &changes));
  if (changes.epsilons_size() > 0) recipe.clear_epsilons();
  recipe.MergeFrom(changes);
  const AttackFacts* facts = FindAttackFacts(recipe.attack());
  if (recipe.epsilons_size() == 0 && facts != nullptr) {
    *recipe.mutable_epsilons() = facts->epsilons();
  }
  return recipe;
}

std::string Share(double share) { return absl::StrFormat("%6.2f %%", 100 * share); }

// How many images each attack of a suite misled.
std::string Members(const AttackResult& result, const EpsilonResult& found) {
  std::string members;
  for (int i = 0; i < result.suite_size(); ++i) {
    absl::StrAppend(&members, i == 0 ? "" : ", ", result.suite(i), " ",
                    std::count(found.members().begin(), found.members().end(), i + 1));
  }
  return members;
}

absl::Status PrintSummary(const AttackResult& result) {
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(result));
  std::puts("epsilon   accuracy   of those initially correct");
  for (const AccuracyAtEpsilon& point : summary.curve) {
    std::puts(absl::StrFormat("%7.3g   %s   %s", point.epsilon, Share(point.Accuracy()),
                              Share(point.AccuracyOfCorrect()))
                  .c_str());
  }
  for (const EpsilonResult& found : result.epsilons()) {
    if (result.suite().empty()) break;
    std::puts(absl::StrFormat("misled at epsilon %.3g, by what the one before left: %s",
                              found.epsilon(), Members(result, found))
                  .c_str());
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status RunAttackSpec(const std::string& spec_path) {
  PreparedModel prepared;
  return RunMeasurements(
      spec_path, [&](const MeasurementSpec::Job& asked) -> absl::StatusOr<AskedMeasurement> {
        AttackJob job;
        LABELREP_RETURN_IF_ERROR(ParseTextProto(asked.asked(), asked.result(), &job));
        auto result = std::make_shared<AttackResult>(ResultForRecipe(job.recipe()));
        return AskedMeasurement{result, [=, &prepared](const LoadedModel& model, SideFiles& files) {
                                  return Attack(model, job, /*progress=*/{}, prepared, *result,
                                                files);
                                }};
      });
}

absl::Status RunTransferSpec(const std::string& spec_path) {
  PreparedModel prepared;
  return RunMeasurements(
      spec_path, [&](const MeasurementSpec::Job& asked) -> absl::StatusOr<AskedMeasurement> {
        TransferJob job;
        LABELREP_RETURN_IF_ERROR(ParseTextProto(asked.asked(), asked.result(), &job));
        AttackResult attack;
        LABELREP_RETURN_IF_ERROR(ReadBinaryProto(job.attack_result(), &attack));
        auto result = std::make_shared<AttackResult>(AskedTransfer(attack));
        if (attack.has_failure()) {
          *result->mutable_failure() = attack.failure();
          return AskedMeasurement{result, nullptr};
        }
        return AskedMeasurement{result, [=, &prepared](const LoadedModel& target, SideFiles&) {
                                  return TransferFromFiles(target, attack, job, prepared, *result);
                                }};
      });
}

absl::Status AttackOneByHand(const AttackByHand& asked) {
  AttackJob job;
  LABELREP_ASSIGN_OR_RETURN(*job.mutable_recipe(), RecipeByHand(asked));
  LABELREP_RETURN_IF_ERROR(
      ValidateAttackRecipe(job.recipe(), absl::StrCat("--attack=", asked.attack)));
  const std::string folder = UserPath(asked.out);
  LABELREP_ASSIGN_OR_RETURN(const OutputFolder held, OutputFolder::Take(folder));
  LABELREP_ASSIGN_OR_RETURN(const LoadedModel model, LoadModel(asked.model));
  PrintIfForeign(model);
  ProgressBar bar(job.recipe().attack(), model.test.size());
  const auto progress = [&](int64_t done, int64_t total) {
    bar.Update(done * model.test.size() / total, "");
  };
  PreparedModel prepared;
  AttackResult result;
  SideFiles files;
  Provenance provenance = MakeProvenance();
  LABELREP_ASSIGN_OR_RETURN(*provenance.add_segments(),
                            Attack(model, job, progress, prepared, result, files));
  SetMeasuredModel(model, &result);
  LABELREP_RETURN_IF_ERROR(
      WriteTogether({{folder + "/successes.npy", files["successes"]},
                     {folder + "/successes.html", files["page"]},
                     {folder + "/provenance.pb", SerializeDeterministically(provenance)},
                     {folder + "/result.pb", SerializeDeterministically(result)}}));
  bar.Finish(absl::StrFormat("%.0f images x epsilons a second",
                             provenance.segments(0).attacked_images_per_s()));
  return PrintSummary(result);
}

}  // namespace labelrep
