#include "experiments/report/attack_titles.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "experiments/report/titles.h"
#include "lib/data/normalization.h"

namespace labelrep {

std::string AttackTitle(const Catalogue& catalogue, const AttackRecipe& recipe) {
  std::string title = AttackKindTitle(catalogue, recipe.attack());
  // What sees scores only has no other objective.
  if (recipe.objective() == AttackRecipe::MARGIN && !SeesScoresOnly(catalogue, recipe.attack())) {
    absl::StrAppend(&title, " on margin");
  }
  absl::StrAppend(&title, recipe.targeted() ? ", targeted" : ", untargeted");
  if (recipe.variant() == AttackRecipe::RELEASE) absl::StrAppend(&title, " (release)");
  if (recipe.precision() == Recipe::BF16_AUTOCAST) absl::StrAppend(&title, " (bf16)");
  return title;
}

std::string ResultTitle(const Catalogue& catalogue, const AttackResult& result) {
  std::string title = AttackTitle(catalogue, result.recipe());
  if (result.norm() != AttackResult::LINF) {
    absl::StrAppend(&title, " (epsilon in ", AttackResult::Norm_Name(result.norm()), ")");
  }
  return title;
}

std::string TitleWithImages(const Catalogue& catalogue, const AttackResult& result) {
  const std::string source =
      result.has_transferred_from()
          ? absl::StrCat(", made against ",
                         LabelTitle(catalogue, result.transferred_from().label().kind()))
          : "";
  return absl::StrCat(ResultTitle(catalogue, result), source, ", first ", result.classes_size());
}

std::string EpsilonInPixels(double epsilon) {
  double std = 0;
  for (const double channel : kReleaseNormalization.std) std += channel / kImageChannels;
  return absl::StrFormat("%g is %.1f/255", epsilon, epsilon * std * 255);
}

}  // namespace labelrep
