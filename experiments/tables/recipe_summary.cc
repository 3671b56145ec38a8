#include "experiments/tables/recipe_summary.h"

#include <algorithm>
#include <functional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/tables/titles.h"

namespace labelrep {
namespace {

std::string Epochs(const Recipe& recipe) {
  return absl::StrCat(recipe.epochs(), recipe.epochs() == 1 ? " epoch" : " epochs");
}

std::string Schedule(const Recipe& recipe) {
  const std::string rate = absl::StrCat("learning rate ", recipe.learning_rate());
  if (recipe.has_one_cycle()) return absl::StrCat("one-cycle ", rate);
  if (recipe.has_multi_step()) {
    return absl::StrCat(rate, " times ", recipe.multi_step().factor(), " at ",
                        absl::StrJoin(recipe.multi_step().milestones(), " and "));
  }
  return absl::StrCat("constant ", rate);
}

std::string Precision(const Recipe& recipe) {
  const std::string precision =
      recipe.precision() == Recipe::BF16_AUTOCAST ? "bf16 autocast" : "fp32";
  return absl::StrCat(precision, recipe.device() == Recipe::CUDA ? " on CUDA" : " on the CPU");
}

// "" for all the training images.
std::string Fraction(const Recipe& recipe) {
  if (recipe.train_fraction_percent() == 100) return "";
  return absl::StrCat(recipe.train_fraction_percent(), " % of the training images");
}

// One value, or each value with the label kinds that have it, in the order of the recipes.
std::string Property(const std::vector<Recipe>& recipes,
                     const std::function<std::string(const Recipe&)>& value_of) {
  std::vector<std::string> values;
  std::vector<std::vector<std::string>> kinds;
  for (const Recipe& recipe : recipes) {
    const size_t index = std::find(values.begin(), values.end(), value_of(recipe)) - values.begin();
    if (index == values.size()) {
      values.push_back(value_of(recipe));
      kinds.emplace_back();
    }
    const std::string kind = LabelTitle(recipe.label().kind());
    if (std::count(kinds[index].begin(), kinds[index].end(), kind) == 0)
      kinds[index].push_back(kind);
  }
  if (values.size() == 1) return values[0];
  std::vector<std::string> parts;
  for (size_t i = 0; i < values.size(); ++i) {
    parts.push_back(absl::StrCat(values[i], " (", absl::StrJoin(kinds[i], ", "), ")"));
  }
  return absl::StrJoin(parts, ", ");
}

std::string Seeds(const std::vector<Recipe>& recipes) {
  std::vector<uint32_t> seeds;
  for (const Recipe& recipe : recipes) {
    if (std::count(seeds.begin(), seeds.end(), recipe.seed()) == 0) seeds.push_back(recipe.seed());
  }
  std::sort(seeds.begin(), seeds.end());
  return absl::StrCat(seeds.size() == 1 ? "seed " : "seeds ", absl::StrJoin(seeds, ", "));
}

}  // namespace

std::string SummarizeRecipes(const std::vector<Recipe>& recipes) {
  if (recipes.empty()) return "";
  std::vector<std::string> parts;
  const auto batch = [](const Recipe& recipe) {
    return absl::StrCat("batch ", recipe.batch_size());
  };
  const auto decay = [](const Recipe& recipe) {
    return absl::StrCat("weight decay ", recipe.weight_decay());
  };
  for (const auto& value_of : std::vector<std::function<std::string(const Recipe&)>>{
           Epochs, batch, Schedule, decay, Precision, Fraction}) {
    const std::string part = Property(recipes, value_of);
    if (!part.empty()) parts.push_back(part);
  }
  parts.push_back(Seeds(recipes));
  return absl::StrJoin(parts, "; ");
}

}  // namespace labelrep
