#include "experiments/report/recipe_summary.h"

#include <algorithm>
#include <functional>
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

// The texts of the recipes without repetitions, in their order.
std::vector<std::string> Distinct(const std::vector<Recipe>& recipes, const TextOf& text_of) {
  std::vector<std::string> texts;
  for (const Recipe& recipe : recipes) texts.push_back(text_of(recipe));
  return InOrder(texts);
}

// Whether recipes of one group have one value.
bool Explains(const TextOf& group_of, const TextOf& value_of, const std::vector<Recipe>& recipes) {
  const auto both = [&](const Recipe& recipe) {
    return absl::StrCat(group_of(recipe), ": ", value_of(recipe));
  };
  return Distinct(recipes, both).size() == Distinct(recipes, group_of).size();
}

// One value, or each value with what has it, in the order of the recipes; where many have one, only
// the rarer values are explained.
std::string Property(const std::vector<TextOf>& explanations, const std::vector<Recipe>& recipes,
                     const TextOf& value_of) {
  constexpr size_t kMostNamed = 8;
  const std::vector<std::string> values = Distinct(recipes, value_of);
  if (values.size() == 1) return values[0];
  const auto found = std::find_if(
      explanations.begin(), explanations.end(),
      [&](const TextOf& explanation) { return Explains(explanation, value_of, recipes); });
  const TextOf& explanation = found == explanations.end() ? explanations.back() : *found;
  std::vector<std::string> parts;
  std::string others;
  for (const std::string& value : values) {
    std::vector<Recipe> having;
    for (const Recipe& recipe : recipes) {
      if (value_of(recipe) == value) having.push_back(recipe);
    }
    const std::vector<std::string> names = Distinct(having, explanation);
    if (names.size() > kMostNamed && others.empty()) {
      others = absl::StrCat(value, " (otherwise)");
    } else {
      parts.push_back(absl::StrCat(value, " (", absl::StrJoin(names, ", "), ")"));
    }
  }
  if (!others.empty()) parts.push_back(others);
  return absl::StrJoin(parts, ", ");
}

// "" for all the training images, and for several fractions, which tables and figures tell apart.
std::string Fraction(const std::vector<Recipe>& recipes) {
  const std::vector<std::string> percents = Distinct(recipes, Percent);
  if (percents.size() > 1 || percents[0] == "100 %") return "";
  return absl::StrCat(percents[0], " of the training images");
}

std::string Seeds(const std::vector<Recipe>& recipes) {
  std::set<uint32_t> seeds;
  for (const Recipe& recipe : recipes) seeds.insert(recipe.seed());
  return absl::StrCat(seeds.size() == 1 ? "seed " : "seeds ", absl::StrJoin(seeds, ", "));
}

}  // namespace

std::string SummarizeRecipes(const Catalogue& catalogue, const std::vector<Recipe>& recipes) {
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
  if (const std::string fraction = Fraction(recipes); !fraction.empty()) {
    parts.push_back(fraction);
  }
  parts.push_back(Seeds(recipes));
  return absl::StrJoin(parts, "; ");
}

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

}  // namespace labelrep
