#include "lib/attack/attack_recipe.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/attack/attack_facts.h"
#include "lib/base/digest.h"
#include "lib/base/field_checker.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"
#include "lib/run/execution_fields.h"

namespace labelrep {
namespace {

void CheckGoal(const AttackRecipe& recipe, const AttackFacts& attack, FieldChecker& check) {
  check.Chosen("objective", recipe.objective(), "OWN_LOSS, MARGIN, CROSS_ENTROPY or DLR");
  if (attack.scores_only() && recipe.objective() != AttackRecipe::MARGIN) {
    check.Fail("objective",
               absl::StrCat("found ", AttackRecipe::Objective_Name(recipe.objective())),
               absl::StrCat("MARGIN, as ", recipe.attack(), " sees class scores only"));
  }
  if (attack.one_objective() && recipe.objective() != attack.defaults().objective()) {
    check.Fail("objective",
               absl::StrCat("found ", AttackRecipe::Objective_Name(recipe.objective())),
               absl::StrCat("none, as ", recipe.attack(), " chooses what it raises"));
  }
  if (attack.own_targets() && recipe.targeted()) {
    check.Fail("targeted", "found true",
               absl::StrCat("false, as ", recipe.attack(), " chooses the classes that it aims at"));
  }
  check.Chosen("variant", recipe.variant(), "PAPER or RELEASE");
  if (!attack.has_release_variant() && recipe.variant() == AttackRecipe::RELEASE) {
    check.Fail("variant", "found RELEASE",
               absl::StrCat("PAPER, as the released code has no ", recipe.attack()));
  }
}

void CheckEpsilons(const AttackRecipe& recipe, double largest, FieldChecker& check) {
  if (recipe.epsilons().empty()) check.Fail("epsilons", "there are none", "at least one");
  double last = 0;
  for (const double epsilon : recipe.epsilons()) {
    check.Number("epsilons", epsilon, epsilon > last && epsilon <= largest,
                 absl::StrCat("rising numbers above 0 (above ", last, " here), at most ", largest,
                              ", in normalised units"));
    last = epsilon;
  }
}

// A field that is set where it means something, and nowhere else.
void CheckKnob(absl::string_view field, const AttackRecipe& recipe, bool is_set, bool has_meaning,
               FieldChecker& check) {
  if (is_set && !has_meaning) {
    check.Fail(field, "it is set", absl::StrCat("none, as ", recipe.attack(), " has no ", field));
  }
}

void CheckKnobs(const AttackRecipe& recipe, const AttackRecipe& defaults, FieldChecker& check) {
  CheckKnob("steps", recipe, recipe.has_steps(), defaults.has_steps(), check);
  CheckKnob("step_size_per_epsilon", recipe, recipe.has_step_size_per_epsilon(),
            defaults.has_step_size_per_epsilon(), check);
  CheckKnob("restarts", recipe, recipe.has_restarts(), defaults.has_restarts(), check);
  CheckKnob("queries", recipe, recipe.has_queries(), defaults.has_queries(), check);
  CheckKnob("target_classes", recipe, recipe.has_target_classes(), defaults.has_target_classes(),
            check);
  const auto count = [&](absl::string_view field, bool is_set, int32_t value) {
    if (is_set) check.Number(field, value, value >= 1, "at least 1");
  };
  count("steps", recipe.has_steps(), recipe.steps());
  count("restarts", recipe.has_restarts(), recipe.restarts());
  count("queries", recipe.has_queries(), recipe.queries());
  count("target_classes", recipe.has_target_classes(), recipe.target_classes());
  if (recipe.has_step_size_per_epsilon()) {
    const double size = recipe.step_size_per_epsilon();
    check.Number("step_size_per_epsilon", size, size > 0, "a number above 0");
  }
}

void CheckExecution(const AttackRecipe& recipe, FieldChecker& check) {
  if (recipe.has_images()) {
    check.Number("images", static_cast<double>(recipe.images()), recipe.images() >= 1,
                 "at least 1, or not set for all");
  }
  check.Number("batch_size", recipe.batch_size(),
               recipe.batch_size() >= 1 && recipe.batch_size() <= 65536, "from 1 to 65536");
  CheckExecutionFields(recipe, check);
}

}  // namespace

double LargestEpsilon(AttackResult::Norm norm) { return norm == AttackResult::L2 ? 1000 : 10; }

absl::Status ValidateAttackRecipe(const AttackRecipe& recipe, const std::string& name) {
  FieldChecker check(name, "recipe");
  check.NotEmpty("attack", recipe.attack());
  const AttackFacts* attack = FindAttackFacts(recipe.attack());
  if (attack == nullptr) {
    check.Fail("attack", absl::StrCat("found \"", recipe.attack(), "\""),
               absl::StrCat("one of ", absl::StrJoin(KnownAttacks(), ", ")));
    return check.status();
  }
  const AttackRecipe canonical = CanonicalAttackRecipe(recipe);
  CheckGoal(canonical, *attack, check);
  CheckEpsilons(canonical, LargestEpsilon(attack->norm()), check);
  CheckKnobs(canonical, attack->defaults(), check);
  CheckExecution(canonical, check);
  return check.status();
}

AttackRecipe CanonicalAttackRecipe(const AttackRecipe& recipe) {
  AttackRecipe canonical;
  const AttackFacts* attack = FindAttackFacts(recipe.attack());
  if (attack != nullptr) canonical = attack->defaults();
  if (attack != nullptr && attack->scores_only()) canonical.set_objective(AttackRecipe::MARGIN);
  canonical.MergeFrom(recipe);
  FillDefaults(&canonical);
  return canonical;
}

std::string AttackRecipeSha256(const AttackRecipe& recipe) {
  return Sha256Hex(SerializeDeterministically(CanonicalAttackRecipe(recipe)));
}

AttackResult ResultForRecipe(const AttackRecipe& recipe) {
  AttackResult result;
  *result.mutable_recipe() = CanonicalAttackRecipe(recipe);
  result.set_recipe_sha256(AttackRecipeSha256(recipe));
  const AttackFacts* attack = FindAttackFacts(recipe.attack());
  if (attack != nullptr && attack->norm() != result.norm()) result.set_norm(attack->norm());
  return result;
}

}  // namespace labelrep
