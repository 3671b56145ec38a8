#include "results/check/check_published.h"

#include <cmath>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "google/protobuf/text_format.h"
#include "lib/base/proto_io.h"
#include "results/published/match.h"
#include "results/published/published.h"

namespace labelrep {
namespace {

using Field = google::protobuf::FieldDescriptor;

// Runs and attacks on them that differ in nothing but seeds.
struct SameRecipe {
  Recipe recipe;  // without seeds
  std::vector<RunResult> runs;
  std::vector<AttackResult> attacks;
  std::vector<PublishedCell> cells;  // all that are published, with the numbers of these
};

// One field in text form, "precision: FP32 "; "" where it is not set.
std::string FieldText(const Recipe& recipe, const Field& field) {
  Recipe rest = recipe;
  Recipe alone;
  alone.GetReflection()->SwapFields(&rest, &alone, {&field});
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  std::string text;
  printer.PrintToString(alone, &text);
  return text;
}

// Whether the recipe says the same in every field that is set in `training`.
bool Agrees(const Recipe& training, const Recipe& recipe) {
  std::vector<const Field*> set;
  training.GetReflection()->ListFields(training, &set);
  for (const Field* field : set) {
    if (FieldText(training, *field) != FieldText(recipe, *field)) return false;
  }
  return true;
}

Recipe WithoutSeeds(Recipe recipe) {
  recipe.clear_seed();
  recipe.mutable_label()->clear_seed();
  return recipe;
}

// Of those that agree with what is published, in the order of the first of each.
std::vector<SameRecipe> GroupByRecipe(const PublishedNumbers& published,
                                      const std::vector<RunResult>& runs,
                                      const std::vector<AttackResult>& attacks) {
  const Recipe& training = published.training();
  std::vector<SameRecipe> groups;
  std::map<std::string, size_t> index_of;
  const auto group_of = [&](const Recipe& recipe) -> SameRecipe& {
    const Recipe without_seeds = WithoutSeeds(recipe);
    const auto [known, is_new] =
        index_of.emplace(SerializeDeterministically(without_seeds), groups.size());
    if (is_new) groups.push_back({.recipe = without_seeds, .runs = {}, .attacks = {}, .cells = {}});
    return groups[known->second];
  };
  for (const RunResult& run : runs) {
    if (Agrees(training, run.recipe())) group_of(run.recipe()).runs.push_back(run);
  }
  for (const AttackResult& attack : attacks) {
    if (Agrees(training, attack.model())) group_of(attack.model()).attacks.push_back(attack);
  }
  for (SameRecipe& group : groups) {
    group.cells = MatchPublished(published, group.runs, group.attacks);
  }
  return groups;
}

// ", precision: FP32 device: CUDA": the fields in which one of these recipes differs from another.
std::string Distinction(const Recipe& recipe, const std::vector<const Recipe*>& all) {
  std::string text;
  for (int i = 0; i < Recipe::descriptor()->field_count(); ++i) {
    const Field& field = *Recipe::descriptor()->field(i);
    const std::string own = FieldText(recipe, field);
    for (const Recipe* other : all) {
      if (FieldText(*other, field) == own) continue;
      absl::StrAppend(&text, text.empty() ? ", " : "", own.empty() ? "no " + field.name() : own);
      break;
    }
  }
  return std::string(absl::StripTrailingAsciiWhitespace(text));
}

}  // namespace

std::vector<std::string> CheckAgainstPublished(const PublishedNumbers& published,
                                               const std::vector<RunResult>& runs,
                                               const std::vector<AttackResult>& attacks,
                                               double accuracy_points, bool allow_missing) {
  const std::vector<SameRecipe> groups = GroupByRecipe(published, runs, attacks);
  const std::vector<PublishedCell> cells = MatchPublished(published, {}, {});
  std::vector<std::string> lines;
  for (size_t i = 0; i < cells.size(); ++i) {
    const std::string name = DescribeCell(cells[i].number);
    std::vector<const Recipe*> recipes;
    for (const SameRecipe& group : groups) {
      if (!group.cells[i].own.empty()) recipes.push_back(&group.recipe);
    }
    if (recipes.empty() && !allow_missing) {
      lines.push_back(absl::StrFormat("%s: published %.2f %%, not run here", name,
                                      ComparePublished(cells[i].published, {}).published_mean));
    }
    for (const SameRecipe& group : groups) {
      const std::vector<double>& own = group.cells[i].own;
      const Comparison comparison = ComparePublished(cells[i].published, own);
      const double difference =
          comparison.own_mean.value_or(comparison.published_mean) - comparison.published_mean;
      if (std::abs(difference) <= accuracy_points) continue;
      lines.push_back(absl::StrFormat(
          "%s: published %.2f %%, here %.2f %% (%+.2f points, %s%s)", name,
          comparison.published_mean, *comparison.own_mean, difference,
          own.size() == 1 ? "one run" : absl::StrCat("mean of ", own.size(), " runs"),
          Distinction(group.recipe, recipes)));
    }
  }
  return lines;
}

}  // namespace labelrep
