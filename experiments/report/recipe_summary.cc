#include "experiments/report/recipe_summary.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/titles.h"

namespace labelrep {
namespace {

std::string Epochs(const Recipe& recipe) {
  return absl::StrCat(recipe.epochs(), recipe.epochs() == 1 ? " epoch" : " epochs");
}

std::string Schedule(const Recipe& recipe) {
  const std::string rate = absl::StrCat("learning rate ", recipe.learning_rate());
  if (recipe.has_one_cycle()) return absl::StrCat("one-cycle ", rate);
  if (!recipe.multi_step().milestones().empty()) {
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

std::string Percent(const Recipe& recipe) {
  return absl::StrCat(recipe.train_fraction_percent(), " %");
}

using TextOf = std::function<std::string(const Recipe&)>;

TextOf Combine(const TextOf& first, const TextOf& second) {
  return
      [=](const Recipe& recipe) { return absl::StrCat(first(recipe), " with ", second(recipe)); };
}

// What may tell the values of recipes apart, the simplest first: one thing, the label kind together
// with another, all things.
std::vector<TextOf> Explanations(const Catalogue& catalogue) {
  const std::vector<TextOf> things = {
      [&](const Recipe& recipe) { return TitleOf(catalogue.labels(), recipe.label().kind()); },
      Percent,
      [&](const Recipe& recipe) { return TitleOf(catalogue.encoders(), recipe.encoder()); },
      [&](const Recipe& recipe) { return TitleOf(catalogue.datasets(), recipe.dataset()); }};
  std::vector<TextOf> explanations = things;
  TextOf all = things[0];
  for (size_t i = 1; i < things.size(); ++i) {
    explanations.push_back(Combine(things[0], things[i]));
    all = Combine(all, things[i]);
  }
  explanations.push_back(all);
  return explanations;
}

constexpr size_t kMostNamed = 8;

// One value, or each value with what has it, in the order of the recipes, by the simplest
// explanation that never has two values; where many have one, only the rarer values are explained.
std::string Property(const std::vector<TextOf>& explanations, const std::vector<Recipe>& recipes,
                     const TextOf& value_of) {
  NamesByText by_value;
  for (const TextOf& explanation : explanations) {
    by_value = {};
    std::map<std::string, std::set<std::string>> values;
    for (const Recipe& recipe : recipes) {
      by_value.Add(value_of(recipe), explanation(recipe));
      values[explanation(recipe)].insert(value_of(recipe));
    }
    if (std::all_of(values.begin(), values.end(),
                    [](const auto& entry) { return entry.second.size() == 1; })) {
      break;
    }
  }
  const auto& groups = by_value.Groups();
  const auto often = std::find_if(groups.begin(), groups.end(), [](const auto& group) {
    return group.second.size() > kMostNamed;
  });
  if (groups.size() == 1 || often == groups.end()) return by_value.Text();
  NamesByText rarer_first;
  for (const auto& [value, names] : groups) {
    if (value == often->first) continue;
    for (const std::string& name : names) rarer_first.Add(value, name);
  }
  rarer_first.Add(often->first, "otherwise");
  return rarer_first.Text();
}

// The recipes of the measured runs; of all where none is measured.
std::vector<Recipe> ShownRecipes(const std::vector<RunOutcome>& outcomes) {
  const bool any_measured =
      std::any_of(outcomes.begin(), outcomes.end(),
                  [](const RunOutcome& outcome) { return outcome.IsMeasured(); });
  std::vector<Recipe> recipes;
  for (const RunOutcome& outcome : outcomes) {
    if (any_measured && !outcome.IsMeasured()) continue;
    if (outcome.result->has_recipe()) recipes.push_back(outcome.result->recipe());
  }
  return recipes;
}

}  // namespace

std::string SummarizeRecipes(const Catalogue& catalogue, const std::vector<RunOutcome>& outcomes) {
  const std::vector<Recipe> recipes = ShownRecipes(outcomes);
  if (recipes.empty()) return "";
  const std::vector<TextOf> explanations = Explanations(catalogue);
  std::vector<std::string> parts;
  const auto batch = [](const Recipe& recipe) {
    return absl::StrCat("batch ", recipe.batch_size());
  };
  const auto decay = [](const Recipe& recipe) {
    return absl::StrCat("weight decay ", recipe.weight_decay());
  };
  for (const TextOf& value_of : std::vector<TextOf>{Epochs, batch, Schedule, decay, Precision}) {
    parts.push_back(Property(explanations, recipes, value_of));
  }
  std::set<double> percents;
  std::set<uint32_t> seeds;
  for (const Recipe& recipe : recipes) {
    percents.insert(recipe.train_fraction_percent());
    seeds.insert(recipe.seed());
  }
  // Tables and figures tell several fractions apart.
  if (percents.size() == 1 && *percents.begin() != 100) {
    parts.push_back(absl::StrCat(Percent(recipes[0]), " of the training images"));
  }
  parts.push_back(absl::StrCat(seeds.size() == 1 ? "seed " : "seeds ", absl::StrJoin(seeds, ", ")));
  return absl::StrJoin(parts, "; ");
}

}  // namespace labelrep
