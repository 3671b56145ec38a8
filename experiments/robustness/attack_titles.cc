#include "experiments/robustness/attack_titles.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "experiments/tables/titles.h"
#include "lib/data/normalization.h"

namespace labelrep {

std::string AttackTitle(const AttackRecipe& recipe) {
  static const auto* const kMethods = new std::map<std::string, std::string>{
      {"fgsm", "FGSM"}, {"iterative", "iterative"}, {"pgd", "PGD"}, {"square", "Square"}};
  const auto method = kMethods->find(recipe.attack());
  std::string title = method == kMethods->end() ? recipe.attack() : method->second;
  // Square has no other objective.
  if (recipe.objective() == AttackRecipe::MARGIN && recipe.attack() != "square") {
    absl::StrAppend(&title, " on margin");
  }
  absl::StrAppend(&title, recipe.targeted() ? ", targeted" : ", untargeted");
  if (recipe.variant() == AttackRecipe::RELEASE) absl::StrAppend(&title, " (release)");
  if (recipe.precision() == Recipe::BF16_AUTOCAST) absl::StrAppend(&title, " (bf16)");
  return title;
}

std::string ResultTitle(const AttackResult& result) {
  std::string title = AttackTitle(result.recipe());
  if (result.norm() != AttackResult::LINF) {
    absl::StrAppend(&title, " (epsilon in ", AttackResult::Norm_Name(result.norm()), ")");
  }
  return title;
}

std::string TitleWithImages(const AttackResult& result) {
  const std::string source =
      result.has_transferred_from()
          ? absl::StrCat(", made against ", LabelTitle(result.transferred_from().label().kind()))
          : "";
  return absl::StrCat(ResultTitle(result), source, ", first ", result.classes_size());
}

std::string EpsilonInPixels(double epsilon) {
  double std = 0;
  for (const double channel : kReleaseNormalization.std) std += channel / kImageChannels;
  return absl::StrFormat("%g is %.1f/255", epsilon, epsilon * std * 255);
}

}  // namespace labelrep
