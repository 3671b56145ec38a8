#include "experiments/plan/planned_runs.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/train/recipe.h"

namespace labelrep {
namespace {

// One part of the filter: its flag, the value asked for, and the values that a run has.
struct Criterion {
  std::string flag;
  std::string wanted;
  std::function<std::vector<std::string>(const RunToPlan&)> values;
};

std::vector<Criterion> Criteria(const PlanFilter& filter) {
  using Values = std::vector<std::string>;
  return {
      {"profile", filter.profile, [](const RunToPlan& r) { return Values{r.entry.profile()}; }},
      {"table", filter.table,
       [](const RunToPlan& r) { return Values(r.entry.tables().begin(), r.entry.tables().end()); }},
      {"dataset", filter.dataset, [](const RunToPlan& r) { return Values{r.recipe.dataset()}; }},
      {"encoder", filter.encoder, [](const RunToPlan& r) { return Values{r.recipe.encoder()}; }},
      {"label", filter.label, [](const RunToPlan& r) { return Values{r.recipe.label().kind()}; }},
      {"seed", filter.seed.has_value() ? absl::StrCat(*filter.seed) : "",
       [](const RunToPlan& r) { return Values{absl::StrCat(r.recipe.seed())}; }},
  };
}

absl::StatusOr<std::vector<RunToPlan>> Select(std::vector<RunToPlan> runs,
                                              const Criterion& criterion) {
  if (criterion.wanted.empty()) return runs;
  std::vector<RunToPlan> selected;
  std::set<std::string> known;
  for (RunToPlan& run : runs) {
    const std::vector<std::string> values = criterion.values(run);
    known.insert(values.begin(), values.end());
    if (std::find(values.begin(), values.end(), criterion.wanted) != values.end()) {
      selected.push_back(std::move(run));
    }
  }
  if (selected.empty()) {
    return absl::NotFoundError(
        absl::StrCat("--", criterion.flag, "=", criterion.wanted,
                     ": no such run; the runs asked for so far have: ", absl::StrJoin(known, ", "),
                     criterion.flag == "table" ? "; others need none" : ""));
  }
  return selected;
}

// Controls, which are shown on request, are planned on request.
bool IsControlOnly(const RunToPlan& run) { return run.entry.control_only(); }

// A table that shows no attack asks for none.
void KeepAttacksOf(const std::string& table, PlannedRun& run) {
  const auto& tables = run.attacked_tables();
  if (!table.empty() && std::find(tables.begin(), tables.end(), table) == tables.end()) {
    run.clear_attacks();
  }
}

}  // namespace

absl::Status SetSeed(const std::string& text, PlanFilter& filter) {
  uint32_t seed = 0;
  if (text.empty()) return absl::OkStatus();
  if (!absl::SimpleAtoi(text, &seed)) {
    return absl::InvalidArgumentError(
        absl::StrCat("--seed=", text, ": expected a number from 0 to 4294967295"));
  }
  filter.seed = seed;
  return absl::OkStatus();
}

std::string CostKey(const RunToPlan& run) {
  const Recipe& recipe = run.recipe;
  return absl::StrCat(recipe.encoder(), " ", absl::StrJoin(run.entry.label_shape(), "x"), " ",
                      recipe.batch_size(), " ", recipe.precision(), " ", recipe.memory_format(),
                      " ", recipe.device(), " ", recipe.threads(), " ", run.entry.image_size());
}

absl::StatusOr<std::vector<RunToPlan>> ReadRuns(const std::string& run_list,
                                                const std::string& root, const PlanFilter& filter) {
  RunList list;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(run_list, &list));
  std::vector<RunToPlan> runs;
  for (const PlannedRun& run : list.runs()) {
    const std::string file = absl::StrCat(root, "/", run.config());
    RunConfig config;
    LABELREP_RETURN_IF_ERROR(ReadTextProto(file, &config));
    LABELREP_RETURN_IF_ERROR(ValidateRecipe(config.recipe(), file));
    runs.push_back({run, config.recipe()});
  }
  if (filter.table.empty()) std::erase_if(runs, IsControlOnly);
  for (const Criterion& criterion : Criteria(filter)) {
    LABELREP_ASSIGN_OR_RETURN(runs, Select(std::move(runs), criterion));
  }
  for (RunToPlan& run : runs) KeepAttacksOf(filter.table, run.entry);
  return runs;
}

}  // namespace labelrep
