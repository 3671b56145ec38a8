#include "experiments/report/attacked_runs.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/compared_runs.h"
#include "google/protobuf/util/message_differencer.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// An attack that was run has the model's recipe; one that could not be has what was asked for.
absl::Status CheckModel(const ReportSpec::Attack& attack, const AttackResult& result,
                        const RunOutcome& outcome) {
  const ReportSpec::Run& run = *outcome.run;
  const Recipe& model = result.model();
  const auto differ = [&](const char* field, const std::string& found,
                          const std::string& expected) {
    return absl::FailedPreconditionError(
        absl::StrCat(attack.result(), ": model.", field, ": found \"", found, "\", expected \"",
                     expected, "\", as that of the attacked run ", run.name()));
  };
  if (!result.has_model()) return absl::OkStatus();
  if (model.dataset() != run.dataset()) return differ("dataset", model.dataset(), run.dataset());
  if (model.encoder() != run.encoder()) return differ("encoder", model.encoder(), run.encoder());
  if (model.label().kind() != run.label()) {
    return differ("label.kind", model.label().kind(), run.label());
  }
  if (model.seed() != run.seed()) {
    return differ("seed", absl::StrCat(model.seed()), absl::StrCat(run.seed()));
  }
  const std::string& weights = outcome.result->weights_sha256();
  if (!weights.empty() && result.has_weights_sha256() && result.weights_sha256() != weights) {
    return absl::FailedPreconditionError(absl::StrCat(
        attack.result(), ": weights_sha256: found \"", result.weights_sha256(), "\", expected \"",
        weights, "\", as in ", run.result(), "; attack that run's weights again"));
  }
  return absl::OkStatus();
}

std::string Reason(const AttackResult& result) {
  return result.has_failure() ? result.failure().message() : "not there";
}

// The attack of the run whose recipe this is but for the number of images; null for none.
const NamedAttack* FindAttackOf(const AttackedRun& run, AttackRecipe wanted) {
  wanted.clear_images();
  for (const NamedAttack& attack : run.attacks) {
    AttackRecipe recipe = attack.result->recipe();
    recipe.clear_images();
    if (google::protobuf::util::MessageDifferencer::Equivalent(recipe, wanted)) return &attack;
  }
  return nullptr;
}

}  // namespace

bool NamedAttack::IsMeasured() const {
  return !result->has_failure() && !result->classes().empty();
}

const NamedAttack* InVariant(AttackRecipe::Variant variant, const NamedAttack& attack,
                             const AttackedRun& run) {
  AttackRecipe wanted = attack.result->recipe();
  if (wanted.variant() == variant) return nullptr;
  wanted.set_variant(variant);
  return FindAttackOf(run, wanted);
}

const NamedAttack* InPrecision(Recipe::Precision precision, const NamedAttack& attack,
                               const AttackedRun& run) {
  AttackRecipe wanted = attack.result->recipe();
  if (wanted.precision() == precision) return nullptr;
  wanted.set_precision(precision);
  return FindAttackOf(run, wanted);
}

absl::StatusOr<std::vector<AttackedRun>> GroupAttacks(const ReportSpec& spec,
                                                      const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<RunOutcome> outcomes,
                            CheckedOutcomes(spec, inputs.runs));
  std::vector<AttackedRun> attacked;
  std::map<std::string, size_t> by_name;
  for (const RunOutcome& outcome : outcomes) {
    by_name[outcome.run->name()] = attacked.size();
    attacked.push_back({outcome, {}});
  }
  for (int i = 0; i < spec.attacks_size(); ++i) {
    const ReportSpec::Attack& attack = spec.attacks(i);
    const auto run = by_name.find(attack.run());
    if (run == by_name.end()) {
      return absl::InvalidArgumentError(absl::StrCat(spec.name(), ": attacks[", i, "]: run \"",
                                                     attack.run(), "\" is none of the runs"));
    }
    AttackedRun& of_run = attacked[run->second];
    LABELREP_RETURN_IF_ERROR(CheckModel(attack, inputs.attacks.at(i), of_run.outcome));
    of_run.attacks.push_back({attack.name(), &inputs.attacks.at(i)});
  }
  return attacked;
}

std::vector<RunOutcome> OutcomesOf(const std::vector<AttackedRun>& runs) {
  std::vector<RunOutcome> outcomes;
  for (const AttackedRun& run : runs) outcomes.push_back(run.outcome);
  return outcomes;
}

std::vector<std::string> MissingAttacks(
    const std::vector<AttackedRun>& runs,
    const std::function<bool(const NamedAttack& attack, const AttackedRun& run)>& is_wanted) {
  // What is missing and why; the runs it is missing of.
  std::vector<std::pair<std::string, std::vector<std::string>>> groups;
  for (const AttackedRun& run : runs) {
    // The run itself is named already.
    if (!run.outcome.IsMeasured()) continue;
    std::map<std::string, std::vector<std::string>> by_reason;
    size_t wanted = 0;
    for (const NamedAttack& attack : run.attacks) {
      if (!is_wanted(attack, run)) continue;
      ++wanted;
      if (!attack.IsMeasured()) by_reason[Reason(*attack.result)].push_back(attack.name);
    }
    for (const auto& [reason, names] : by_reason) {
      const bool all = names.size() > 1 && names.size() == wanted;
      const std::string what = absl::StrCat(
          all ? absl::StrCat("all ", names.size(), " attacks") : absl::StrJoin(names, ", "), " (",
          reason, ")");
      auto group = std::find_if(groups.begin(), groups.end(),
                                [&](const auto& known) { return known.first == what; });
      if (group == groups.end()) group = groups.insert(groups.end(), {what, {}});
      group->second.push_back(run.Spec().name());
    }
  }
  std::vector<std::string> lines;
  for (const auto& [what, names] : groups) {
    lines.push_back(absl::StrCat(what, " on ", absl::StrJoin(names, ", ")));
  }
  return lines;
}

}  // namespace labelrep
