#include "experiments/attacks/run_attacks.h"

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "experiments/attacks/attack_job.h"
#include "experiments/attacks/attack_spec.pb.h"
#include "experiments/attacks/missing_model.h"
#include "lib/attack/attack_facts.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/failure_policy.h"
#include "lib/base/files.h"
#include "lib/base/progress.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/run/provenance.h"

namespace labelrep {
namespace {

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

absl::Status PrintSummary(const std::string& result_path) {
  AttackResult result;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(result_path, &result));
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(result));
  std::puts("epsilon   accuracy   of those initially correct");
  for (const AccuracyAtEpsilon& point : summary.curve) {
    std::puts(absl::StrFormat("%7.3g   %s   %s", point.epsilon, Share(point.Accuracy()),
                              Share(point.AccuracyOfCorrect()))
                  .c_str());
  }
  return absl::OkStatus();
}

absl::Status WriteFailedJobs(const AttackSpec& spec, const RunResult& run,
                             const RunFailure& failure) {
  for (const AttackJob& job : spec.jobs()) {
    LABELREP_RETURN_IF_ERROR(WriteFailedJob(job, run, failure));
  }
  return absl::OkStatus();
}

// A job that is refused is done, too: its result says so.
absl::Status RunJob(const AttackTarget& target, const AttackJob& job, const RunResult& run,
                    Provenance& provenance) {
  const absl::StatusOr<Provenance::Segment> segment = RunAttackJob(target, job, {});
  if (segment.ok()) {
    *provenance.add_segments() = *segment;
    return absl::OkStatus();
  }
  if (!WouldFailAgain(segment.status())) return segment.status();
  return WriteFailedJob(job, run, FailureOf(segment.status()));
}

absl::Status RunJobs(const AttackSpec& spec, const RunResult& run, Provenance& provenance) {
  if (const auto failure = WhyNoModel(run, spec.weights()); failure.has_value()) {
    return WriteFailedJobs(spec, run, *failure);
  }
  const absl::StatusOr<AttackTarget> target =
      LoadAttackTarget({.weights = spec.weights(), .labels = spec.labels(), .data = spec.data()});
  if (!target.ok()) {
    if (!WouldFailAgain(target.status())) return target.status();
    return WriteFailedJobs(spec, run, FailureOf(target.status()));
  }
  for (const AttackJob& job : spec.jobs()) {
    LABELREP_RETURN_IF_ERROR(RunJob(*target, job, run, provenance));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status RunAttackSpec(const std::string& spec_path) {
  AttackSpec spec;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(spec_path, &spec));
  RunResult run;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(spec.result(), &run));
  Provenance provenance = MakeProvenance();
  LABELREP_RETURN_IF_ERROR(RunJobs(spec, run, provenance));
  return WriteBinaryProto(spec.provenance(), provenance);
}

absl::Status AttackOneByHand(const AttackByHand& asked) {
  AttackJob job;
  LABELREP_ASSIGN_OR_RETURN(*job.mutable_recipe(), RecipeByHand(asked));
  LABELREP_RETURN_IF_ERROR(RecipeOfJob(job, absl::StrCat("--attack=", asked.attack)).status());
  LABELREP_ASSIGN_OR_RETURN(const AttackTarget target, LoadAttackTarget(asked.target));
  const std::string folder = UserPath(asked.out);
  LABELREP_RETURN_IF_ERROR(MakeDirectory(folder));
  job.set_result(folder + "/result.pb");
  job.set_successes(folder + "/successes.npy");
  job.set_picture(folder + "/successes.png");
  job.set_provenance(folder + "/provenance.pb");
  ProgressBar bar(job.recipe().attack(), target.test.size());
  LABELREP_ASSIGN_OR_RETURN(const Provenance::Segment segment,
                            RunAttackJob(target, job, [&](int64_t done, int64_t total) {
                              bar.Update(done * target.test.size() / total, "");
                            }));
  bar.Finish(absl::StrFormat("%.0f images x epsilons a second", segment.attacked_images_per_s()));
  return PrintSummary(job.result());
}

}  // namespace labelrep
