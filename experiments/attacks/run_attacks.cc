#include "experiments/attacks/run_attacks.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "experiments/attacks/attack_spec.pb.h"
#include "experiments/attacks/kept_images.h"
#include "experiments/attacks/prepared_model.h"
#include "experiments/measure/measure_model.h"
#include "experiments/measure/output_files.h"
#include "lib/attack/attack_facts.h"
#include "lib/attack/attack_recipe.h"
#include "lib/attack/attack_split.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/base/progress.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/stopwatch.h"
#include "lib/base/tensor_array.h"
#include "lib/base/torch_status.h"
#include "lib/data/resident_data.h"
#include "lib/run/provenance.h"
#include "results/attack.pb.h"

namespace labelrep {
namespace {

using Progress = std::function<void(int64_t done, int64_t total)>;

// The recipe of a job, checked and canonical. INVALID_ARGUMENT naming `name` and the field; so for
// an adversarial_epsilon that is none of the recipe's.
absl::StatusOr<AttackRecipe> CheckedRecipe(const AttackJob& job, const std::string& name) {
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

absl::StatusOr<SideFiles> EncodeImages(const KeptImages& kept, const LoadedModel& model,
                                       const AttackJob& job, int64_t images) {
  SideFiles files;
  const at::Tensor successes = kept.Successes();
  files["successes"] = EncodeNpy(ArrayFromTensor(successes));
  LABELREP_ASSIGN_OR_RETURN(files["picture"],
                            EncodePng(DrawSuccesses(successes, model.normalization)));
  if (job.has_adversarial_epsilon()) {
    files["adversarial"] = EncodeNpy(ArrayFromTensor(kept.ForTransfer(CleanImages(model, images))));
  }
  return files;
}

// Sets the result but for what SetMeasuredModel sets.
absl::StatusOr<Provenance::Segment> Attack(const LoadedModel& model, const AttackJob& job,
                                           const Progress& progress, PreparedModel& prepared,
                                           AttackResult& result, SideFiles& files) {
  LABELREP_ASSIGN_OR_RETURN(const AttackRecipe recipe, CheckedRecipe(job, job.recipe().attack()));
  LABELREP_RETURN_IF_ERROR(prepared.Prepare(model, recipe));
  const SegmentRecorder recorder(prepared.device().gpu());
  double images_per_s = 0;  // images times epsilons, without loading and writing
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("attacking", [&]() -> absl::Status {
    const ResidentImages test(model.test, prepared.device().device());
    KeptImages kept(recipe, job.has_adversarial_epsilon()
                                ? std::optional<double>(job.adversarial_epsilon())
                                : std::nullopt);
    const Stopwatch stopwatch;
    LABELREP_ASSIGN_OR_RETURN(
        AttackResult attacked,
        AttackSplit(prepared.model(), test, model.normalization, recipe,
                    {.progress = progress, .batch = [&](const auto& batch, const auto& outcome) {
                       kept.Add(batch, outcome);
                     }}));
    const int64_t images = attacked.classes_size();
    images_per_s = images * recipe.epsilons_size() / std::max(stopwatch.Elapsed_s(), 1e-9);
    LABELREP_ASSIGN_OR_RETURN(files, EncodeImages(kept, model, job, images));
    result = std::move(attacked);
    return absl::OkStatus();
  }));
  result.set_num_classes(model.labels.class_names_size());
  Provenance::Segment segment = recorder.Describe();
  segment.set_attacked_images_per_s(images_per_s);
  return segment;
}

absl::StatusOr<AttackRecipe> RecipeByHand(const AttackByHand& asked) {
  AttackRecipe recipe;
  if (FindAttackFacts(asked.attack) != nullptr) {
    recipe.set_attack(asked.attack);
  } else {
    const std::string path = UserPath(asked.attack);
    if (!PathExists(path)) {
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

absl::Status PrintSummary(const AttackResult& result) {
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(result));
  std::puts("epsilon   accuracy   of those initially correct");
  for (const AccuracyAtEpsilon& point : summary.curve) {
    std::puts(absl::StrFormat("%7.3g   %s   %s", point.epsilon, Share(point.Accuracy()),
                              Share(point.AccuracyOfCorrect()))
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

absl::Status AttackOneByHand(const AttackByHand& asked) {
  AttackJob job;
  LABELREP_ASSIGN_OR_RETURN(*job.mutable_recipe(), RecipeByHand(asked));
  LABELREP_RETURN_IF_ERROR(CheckedRecipe(job, absl::StrCat("--attack=", asked.attack)).status());
  LABELREP_ASSIGN_OR_RETURN(const LoadedModel model, LoadModel(asked.model));
  const std::string folder = UserPath(asked.out);
  LABELREP_RETURN_IF_ERROR(MakeDirectory(folder));
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
      WriteInOrder({{folder + "/successes.npy", files["successes"]},
                    {folder + "/successes.png", files["picture"]},
                    {folder + "/provenance.pb", SerializeDeterministically(provenance)},
                    {folder + "/result.pb", SerializeDeterministically(result)}}));
  bar.Finish(absl::StrFormat("%.0f images x epsilons a second",
                             provenance.segments(0).attacked_images_per_s()));
  return PrintSummary(result);
}

}  // namespace labelrep
