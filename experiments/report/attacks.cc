#include "experiments/report/attacks.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "experiments/report/titles.h"
#include "google/protobuf/util/message_differencer.h"
#include "lib/data/normalization.h"

namespace labelrep {
namespace {

std::string ObjectiveTitle(AttackRecipe::Objective objective) {
  switch (objective) {
    case AttackRecipe::MARGIN:
      return " on margin";
    case AttackRecipe::CROSS_ENTROPY:
      return " on cross entropy";
    case AttackRecipe::DLR:
      return " on logit ratio";
    default:
      return "";
  }
}

// `entry` is null for an attack that the catalogue does not have.
std::string Title(const std::string& attack_title, const AttackRecipe& recipe,
                  const Catalogue::Named* entry, AttackResult::Norm norm) {
  const bool one_objective = entry != nullptr && entry->one_objective();
  const bool own_targets = entry != nullptr && entry->own_targets();
  const char* const aim = recipe.targeted() ? ", targeted" : ", untargeted";
  return absl::StrCat(
      attack_title, one_objective ? "" : ObjectiveTitle(recipe.objective()), own_targets ? "" : aim,
      recipe.variant() == AttackRecipe::RELEASE ? " (release)" : "",
      recipe.precision() == Recipe::BF16_AUTOCAST ? " (bf16)" : "",
      norm == AttackResult::LINF ? "" : absl::StrCat(" (epsilon in ", NormTitle(norm), ")"));
}

// The attack whose recipe this is but for the number of images; null for none.
const ReportAttack* FindAttack(const std::vector<ReportAttack>& attacks, AttackRecipe wanted) {
  wanted.clear_images();
  for (const ReportAttack& attack : attacks) {
    AttackRecipe recipe = attack.result->recipe();
    recipe.clear_images();
    if (google::protobuf::util::MessageDifferencer::Equivalent(recipe, wanted)) return &attack;
  }
  return nullptr;
}

}  // namespace

ReportAttack MakeReportAttack(const Catalogue& catalogue, const std::string& name,
                              const AttackResult& result) {
  const AttackRecipe& recipe = result.recipe();
  const Catalogue::Named* entry = FindEntry(catalogue.attacks(), recipe.attack());
  const bool sees_scores = entry != nullptr && entry->scores_only();
  ReportAttack attack{name, &result, "", "", result.norm(), sees_scores};
  if (!result.has_norm() && entry != nullptr) AttackResult::Norm_Parse(entry->norm(), &attack.norm);
  attack.title = Title(TitleOf(catalogue.attacks(), recipe.attack()), recipe, entry, attack.norm);
  for (const std::string& member : result.suite()) {
    const Catalogue::Named* found = FindEntry(catalogue.attacks(), member);
    if (found != nullptr && found->scores_only()) attack.scores_only_members.push_back(member);
  }
  attack.title_with_images = attack.title;
  if (result.has_transferred_from()) {
    attack.scores_only = true;
    absl::StrAppend(&attack.title_with_images, ", made against ",
                    TitleOf(catalogue.labels(), result.transferred_from().label().kind()));
  }
  absl::StrAppend(&attack.title_with_images, ", first ", result.classes_size());
  return attack;
}

const ReportAttack* InVariant(AttackRecipe::Variant variant, const ReportAttack& attack,
                              const std::vector<ReportAttack>& attacks) {
  AttackRecipe wanted = attack.result->recipe();
  if (wanted.variant() == variant) return nullptr;
  wanted.set_variant(variant);
  return FindAttack(attacks, wanted);
}

const ReportAttack* InPrecision(Recipe::Precision precision, const ReportAttack& attack,
                                const std::vector<ReportAttack>& attacks) {
  AttackRecipe wanted = attack.result->recipe();
  if (wanted.precision() == precision) return nullptr;
  wanted.set_precision(precision);
  return FindAttack(attacks, wanted);
}

std::string NormTitle(AttackResult::Norm norm) {
  return norm == AttackResult::LINF ? "L-infinity" : AttackResult::Norm_Name(norm);
}

std::string EpsilonInPixels(double epsilon) {
  double std = 0;
  for (const double channel : kReleaseNormalization.std) std += channel / kImageChannels;
  return absl::StrFormat("%g is %.1f/255", epsilon, epsilon * std * 255);
}

}  // namespace labelrep
