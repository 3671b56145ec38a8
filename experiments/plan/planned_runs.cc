#include "experiments/plan/planned_runs.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/train/recipe.h"

namespace labelrep {
namespace {

// One part of the filter: its flag, the value asked for, and the values that a run has.
struct Criterion {
  std::string flag;
  std::string wanted;
  std::function<std::vector<std::string>(const PlannedRun&)> values;
};

std::vector<Criterion> Criteria(const PlanFilter& filter) {
  using Values = std::vector<std::string>;
  return {
      {"profile", filter.profile, [](const PlannedRun& r) { return Values{r.profile()}; }},
      {"table", filter.table,
       [](const PlannedRun& r) { return Values(r.tables().begin(), r.tables().end()); }},
      {"dataset", filter.dataset, [](const PlannedRun& r) { return Values{r.recipe().dataset()}; }},
      {"encoder", filter.encoder, [](const PlannedRun& r) { return Values{r.recipe().encoder()}; }},
      {"label", filter.label,
       [](const PlannedRun& r) { return Values{r.recipe().label().kind()}; }},
      {"fraction", filter.fraction,
       [](const PlannedRun& r) {
         return Values{absl::StrCat(r.recipe().train_fraction_percent())};
       }},
      {"seed", filter.seed,
       [](const PlannedRun& r) { return Values{absl::StrCat(r.recipe().seed())}; }},
  };
}

bool HaveCommon(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  return std::find_first_of(some.begin(), some.end(), others.begin(), others.end()) != some.end();
}

absl::StatusOr<std::vector<PlannedRun>> Select(std::vector<PlannedRun> runs,
                                               const Criterion& criterion) {
  if (criterion.wanted.empty()) return runs;
  const std::vector<std::string> wanted = absl::StrSplit(criterion.wanted, ',');
  std::vector<PlannedRun> selected;
  std::set<std::string> known;
  for (PlannedRun& run : runs) {
    const std::vector<std::string> values = criterion.values(run);
    known.insert(values.begin(), values.end());
    if (HaveCommon(values, wanted)) selected.push_back(std::move(run));
  }
  for (const std::string& value : wanted) {
    if (known.contains(value)) continue;
    return absl::NotFoundError(absl::StrCat(
        "--", criterion.flag, "=", value, ": no such run; the runs asked for so far have: ",
        absl::StrJoin(known, ", "), criterion.flag == "table" ? "; others need none" : ""));
  }
  return selected;
}

// A table that shows no attack asks for none.
void KeepAttacksOf(const std::string& table, PlannedRun& run) {
  const std::vector<std::string> attacked(run.attacked_tables().begin(),
                                          run.attacked_tables().end());
  if (!table.empty() && !HaveCommon(attacked, absl::StrSplit(table, ','))) run.clear_attacks();
}

}  // namespace

std::string CostKey(const PlannedRun& run) {
  const Recipe& recipe = run.recipe();
  return absl::StrCat(recipe.encoder(), " ", absl::StrJoin(run.label_shape(), "x"), " ",
                      recipe.batch_size(), " ", recipe.precision(), " ", recipe.memory_format(),
                      " ", recipe.device(), " ", recipe.threads(), " ", run.image_size());
}

absl::StatusOr<std::vector<PlannedRun>> ReadRuns(const std::string& run_list,
                                                 const PlanFilter& filter) {
  RunList list;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(run_list, &list));
  std::vector<PlannedRun> runs;
  for (PlannedRun& run : *list.mutable_runs()) {
    LABELREP_RETURN_IF_ERROR(
        ValidateRecipe(run.recipe(), absl::StrCat(run_list, ": run ", run.name())));
    // What is shown on request is planned on request.
    if (!filter.table.empty() || !run.on_request()) runs.push_back(std::move(run));
  }
  for (const Criterion& criterion : Criteria(filter)) {
    LABELREP_ASSIGN_OR_RETURN(runs, Select(std::move(runs), criterion));
  }
  for (PlannedRun& run : runs) KeepAttacksOf(filter.table, run);
  return runs;
}

}  // namespace labelrep
