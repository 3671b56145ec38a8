#include "experiments/plan/plan.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "experiments/plan/format_duration.h"
#include "experiments/plan/schedule_time.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

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

absl::StatusOr<std::vector<PlannedCost>> EstimateCosts(const std::vector<RunToPlan>& runs,
                                                       const MeasureCost& measure) {
  std::map<std::string, ImageCost> measured;
  std::vector<PlannedCost> costs;
  for (const RunToPlan& run : runs) {
    const std::string key = CostKey(run);
    if (!measured.contains(key)) {
      LABELREP_ASSIGN_OR_RETURN(measured[key], measure(run));
    }
    const ImageCost& image = measured[key];
    PlannedCost cost = {.run = run};
    LABELREP_ASSIGN_OR_RETURN(
        cost.work, CountWorkload(run.recipe, run.entry.train_images(), run.entry.test_images()));
    const double trained = static_cast<double>(cost.work.trained_images);
    const double evaluated = static_cast<double>(cost.work.evaluated_images);
    cost.flops = image.forward_flops * (3 * trained + evaluated);
    cost.seconds = image.training_s * trained + image.evaluation_s * evaluated;
    LABELREP_ASSIGN_OR_RETURN(cost.attacks, CountAttackWork(run.entry));
    cost.attacks.decided_images += CountTransferDecisions(run, runs);
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

}  // namespace labelrep
