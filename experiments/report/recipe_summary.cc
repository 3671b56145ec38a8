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
  const bool on_cuda = recipe.device() == Recipe::CUDA;
  const char* fp32 = on_cuda && recipe.allow_tf32() ? "TF32" : "fp32";
  return absl::StrCat(recipe.precision() == Recipe::BF16_AUTOCAST ? "bf16 autocast" : fp32,
                      on_cuda ? " on CUDA" : " on the CPU");
}

std::string Validation(const Recipe& recipe) {
  const int every = recipe.validate_every_epochs();
  return every == 1 ? "validated every epoch" : absl::StrCat("validated every ", every, " epochs");
}

std::string Percent(const Recipe& recipe) {
  return absl::StrCat(recipe.train_fraction_percent(), " %");
}

using TextOfRun = std::function<std::string(const RunOutcome&)>;
using TextOfRecipe = std::string (*)(const Recipe&);

TextOfRun Combine(const TextOfRun& first, const TextOfRun& second) {
  return [=](const RunOutcome& run) { return absl::StrCat(first(run), " with ", second(run)); };
}

// What may tell the values of recipes apart, the simplest first: one thing, the label kind (with
// its variant) together with another, all things.
std::vector<TextOfRun> Explanations(const Catalogue& catalogue) {
  const std::vector<TextOfRun> things = {
      [&](const RunOutcome& run) { return KindTitle(catalogue, *run.spec); },
      [](const RunOutcome& run) { return Percent(run.result->recipe()); },
      [&](const RunOutcome& run) { return TitleOf(catalogue.encoders(), run.spec->encoder()); },
      [&](const RunOutcome& run) { return TitleOf(catalogue.datasets(), run.spec->dataset()); }};
  std::vector<TextOfRun> explanations = things;
  TextOfRun all = things[0];
  for (size_t i = 1; i < things.size(); ++i) {
    explanations.push_back(Combine(things[0], things[i]));
    all = Combine(all, things[i]);
  }
  explanations.push_back(all);
  return explanations;
}

constexpr size_t kMostNamed = 8;

// One value, or each value with what has it, in the order of the runs, by the simplest
// explanation that never has two values; where many have one, only the rarer values are explained.
std::string Property(const std::vector<TextOfRun>& explanations,
                     const std::vector<RunOutcome>& runs, TextOfRecipe value_of) {
  NamesByText by_value;
  for (const TextOfRun& explanation : explanations) {
    by_value = {};
    std::map<std::string, std::set<std::string>> values;
    for (const RunOutcome& run : runs) {
      const std::string value = value_of(run.result->recipe());
      by_value.Add(value, explanation(run));
      values[explanation(run)].insert(value);
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

// The measured runs, all where none is measured, that have a recipe.
std::vector<RunOutcome> RunsWithRecipe(const std::vector<RunOutcome>& outcomes) {
  const bool any_measured =
      std::any_of(outcomes.begin(), outcomes.end(),
                  [](const RunOutcome& outcome) { return outcome.IsMeasured(); });
  std::vector<RunOutcome> shown;
  for (const RunOutcome& outcome : outcomes) {
    if (any_measured && !outcome.IsMeasured()) continue;
    if (outcome.result->has_recipe()) shown.push_back(outcome);
  }
  return shown;
}

}  // namespace

std::string SummarizeRecipes(const Catalogue& catalogue, const std::vector<RunOutcome>& outcomes) {
  const std::vector<RunOutcome> runs = RunsWithRecipe(outcomes);
  if (runs.empty()) return "";
  const std::vector<TextOfRun> explanations = Explanations(catalogue);
  std::vector<std::string> parts;
  const auto batch = [](const Recipe& recipe) {
    return absl::StrCat("batch ", recipe.batch_size());
  };
  const auto decay = [](const Recipe& recipe) {
    return absl::StrCat("weight decay ", recipe.weight_decay());
  };
  for (const TextOfRecipe value_of :
       std::initializer_list<TextOfRecipe>{Epochs, batch, Schedule, decay, Precision}) {
    parts.push_back(Property(explanations, runs, value_of));
  }
  // Every epoch is the rule, and only a validated one can be the best.
  if (std::any_of(runs.begin(), runs.end(), [](const RunOutcome& run) {
        return run.result->recipe().validate_every_epochs() > 1;
      })) {
    parts.push_back(Property(explanations, runs, Validation));
  }
  std::set<double> percents;
  std::set<uint32_t> seeds;
  for (const RunOutcome& run : runs) {
    percents.insert(run.result->recipe().train_fraction_percent());
    seeds.insert(run.result->recipe().seed());
  }
  // Tables and figures tell several fractions apart.
  if (percents.size() == 1 && *percents.begin() != 100) {
    parts.push_back(absl::StrCat(Percent(runs[0].result->recipe()), " of the training images"));
  }
  parts.push_back(absl::StrCat(seeds.size() == 1 ? "seed " : "seeds ", absl::StrJoin(seeds, ", ")));
  return absl::StrJoin(parts, "; ");
}

}  // namespace labelrep
