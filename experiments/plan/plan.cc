#include "experiments/plan/plan.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "experiments/plan/schedule_time.h"
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
      {"profile", filter.profile, [](const RunToPlan& r) { return Values{r.run.profile()}; }},
      {"table", filter.table,
       [](const RunToPlan& r) { return Values(r.run.tables().begin(), r.run.tables().end()); }},
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

// A table that shows no attack asks for none.
void KeepAttacksOf(const std::string& table, PlannedRun& run) {
  const auto& tables = run.attacked_tables();
  if (!table.empty() && std::find(tables.begin(), tables.end(), table) == tables.end()) {
    run.clear_attacks();
  }
}

Column MakeColumn(const std::string& heading, int decimals) {
  Column column;
  column.add_headings(heading);
  column.set_decimals(decimals);
  return column;
}

void AddValue(double value, Row& row) { row.add_cells()->set_value(value); }

bool AnyAttacked(const std::vector<PlannedCost>& costs) {
  return std::any_of(costs.begin(), costs.end(),
                     [](const PlannedCost& cost) { return cost.attacks.attacks > 0; });
}

void AddColumns(bool attacked, Table& table) {
  for (const char* heading : {"data set", "encoder", "label", "fraction", "seed"}) {
    table.add_row_headings(heading);
  }
  *table.add_columns() = MakeColumn("epochs", 0);
  *table.add_columns() = MakeColumn("images trained on", 0);
  *table.add_columns() = MakeColumn("TFLOP", 1);
  *table.add_columns() = MakeColumn("time", 0);
  if (!attacked) return;
  *table.add_columns() = MakeColumn("attacks", 0);
  *table.add_columns() = MakeColumn("TFLOP of attacks", 1);
  *table.add_columns() = MakeColumn("time of attacks", 0);
}

void AddRow(const PlannedCost& cost, bool attacked, Table& table) {
  const Recipe& recipe = cost.run.recipe;
  Row& row = *table.add_rows();
  for (const std::string& heading :
       {recipe.dataset(), recipe.encoder(), recipe.label().kind(),
        absl::StrCat(recipe.train_fraction_percent(), " %"), absl::StrCat(recipe.seed())}) {
    row.add_headings(heading);
  }
  AddValue(recipe.epochs(), row);
  AddValue(cost.work.trained_images, row);
  AddValue(cost.flops / 1e12, row);
  row.add_cells()->set_text(FormatDuration(cost.seconds));
  if (!attacked) return;
  AddValue(cost.attacks.attacks, row);
  AddValue(cost.attack_flops / 1e12, row);
  row.add_cells()->set_text(FormatDuration(cost.attack_seconds));
}

void AddTrainingTotal(const std::vector<PlannedCost>& costs, int jobs, Table& table) {
  std::vector<double> seconds;
  double images = 0;
  double flops = 0;
  for (const PlannedCost& cost : costs) {
    seconds.push_back(cost.seconds);
    images += static_cast<double>(cost.work.trained_images);
    flops += cost.flops;
  }
  table.add_notes(absl::StrFormat(
      "Total: %d runs, %.4g million training images, %.4g TFLOP, %s with %d at a time.",
      costs.size(), images / 1e6, flops / 1e12, FormatDuration(TotalSeconds(seconds, jobs)), jobs));
}

void AddAttackTotal(const std::vector<PlannedCost>& costs, int jobs, Table& table) {
  std::vector<double> seconds;
  int64_t attacks = 0;
  double flops = 0;
  std::set<std::string> unknown;
  for (const PlannedCost& cost : costs) {
    seconds.push_back(cost.attack_seconds);
    attacks += cost.attacks.attacks;
    flops += cost.attack_flops;
    unknown.insert(cost.attacks.unknown.begin(), cost.attacks.unknown.end());
  }
  table.add_notes(absl::StrFormat(
      "Attacks: %d, at most %.4g TFLOP, %s with %d at a time, when they mislead no image; less "
      "the sooner they do.",
      attacks, flops / 1e12, FormatDuration(TotalSeconds(seconds, jobs)), jobs));
  if (!unknown.empty()) {
    table.add_notes("Without these attacks, which do not say what they take: " +
                    absl::StrJoin(unknown, ", ") + ".");
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
  return absl::StrCat(recipe.encoder(), " ", absl::StrJoin(run.run.label_shape(), "x"), " ",
                      recipe.batch_size(), " ", recipe.precision(), " ", recipe.memory_format(),
                      " ", recipe.device(), " ", recipe.threads());
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
  for (const Criterion& criterion : Criteria(filter)) {
    LABELREP_ASSIGN_OR_RETURN(runs, Select(std::move(runs), criterion));
  }
  for (RunToPlan& run : runs) KeepAttacksOf(filter.table, run.run);
  return runs;
}

absl::StatusOr<std::vector<PlannedCost>> EstimateCosts(const std::vector<RunToPlan>& runs,
                                                       const MeasureCost& measure) {
  std::map<std::string, ImageCost> measured;
  std::vector<PlannedCost> costs;
  for (const RunToPlan& run : runs) {
    const std::string key = CostKey(run);
    if (!measured.contains(key)) {
      LABELREP_ASSIGN_OR_RETURN(measured[key], measure(run.recipe, run.run));
    }
    const ImageCost& image = measured[key];
    PlannedCost cost = {.run = run};
    LABELREP_ASSIGN_OR_RETURN(
        cost.work, CountWorkload(run.recipe, run.run.train_images(), run.run.test_images()));
    const double trained = static_cast<double>(cost.work.trained_images);
    const double evaluated = static_cast<double>(cost.work.evaluated_images);
    cost.flops = image.forward_flops * (3 * trained + evaluated);
    cost.seconds = image.training_s * trained + image.evaluation_s * evaluated;
    LABELREP_ASSIGN_OR_RETURN(cost.attacks, CountAttackWork(run.run));
    const double passes = static_cast<double>(cost.attacks.decided_images) +
                          2 * static_cast<double>(cost.attacks.gradient_images);
    cost.attack_flops = image.forward_flops * passes;
    cost.attack_seconds = image.evaluation_s * passes;
    costs.push_back(std::move(cost));
  }
  return costs;
}

Table PlanTable(const std::vector<PlannedCost>& costs, const PlanFilter& filter, int jobs,
                const std::string& device_note) {
  Table table;
  table.set_name("plan");
  table.set_title(absl::StrCat("Runs of ", filter.table.empty() ? "all tables" : filter.table,
                               ", profile ", filter.profile));
  table.set_subtitle(device_note);
  table.set_profile(filter.profile);
  const bool attacked = AnyAttacked(costs);
  AddColumns(attacked, table);
  for (const PlannedCost& cost : costs) AddRow(cost, attacked, table);
  AddTrainingTotal(costs, jobs, table);
  if (attacked) AddAttackTotal(costs, jobs, table);
  table.add_notes("What is already in Bazel's cache takes no time.");
  return table;
}

std::string FormatDuration(double seconds) {
  const int64_t whole = std::llround(seconds);
  if (whole < 60) return absl::StrCat(whole, " s");
  if (whole < 3600) return absl::StrCat((whole + 30) / 60, " min");
  const int64_t minutes = (whole + 30) / 60;
  if (minutes < 48 * 60) return absl::StrCat(minutes / 60, " h ", minutes % 60, " min");
  return absl::StrFormat("%.1f days", seconds / 86400);
}

}  // namespace labelrep
