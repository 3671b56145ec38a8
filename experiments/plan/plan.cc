#include "experiments/plan/plan.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "experiments/plan/durations.h"
#include "lib/base/status_macros.h"
#include "lib/data/image_set.h"

namespace labelrep {
namespace {

void AddColumns(bool attacked, Table& table) {
  for (const char* heading : {"data set", "encoder", "label", "fraction", "seed"}) {
    table.add_row_headings(heading);
  }
  std::vector<std::pair<const char*, int>> columns = {
      {"epochs", 0}, {"images trained on", 0}, {"TFLOP", 1}, {"memory", 0}, {"time", 0}};
  if (attacked) {
    columns.insert(columns.end(),
                   {{"attacks", 0}, {"TFLOP of attacks", 1}, {"time of attacks", 0}});
  }
  for (const auto& [heading, decimals] : columns) {
    Column& column = *table.add_columns();
    column.add_headings(heading);
    column.set_decimals(decimals);
  }
}

// "category", "category, rate" of a variant.
std::string LabelText(const PlannedRun& run) {
  const std::string& kind = run.recipe().label().kind();
  return run.has_variant() ? absl::StrCat(kind, ", ", run.variant()) : kind;
}

std::string FormatMemory(const std::optional<int64_t>& bytes) {
  return bytes ? absl::StrFormat("%.1f GB", static_cast<double>(*bytes) / 1e9) : "—";
}

// As they are read, and as they stay for crops (lib/data/augment.h).
int64_t BytesOfImages(const PlannedRun& run) {
  return run.train_images() * (ImageBytes(run.image_size()) + ImageBytes(run.image_size() + 8));
}

void AddRow(const PlannedCost& cost, bool attacked, Table& table) {
  const Recipe& recipe = cost.run.recipe();
  Row& row = *table.add_rows();
  for (const std::string& heading :
       {recipe.dataset(), recipe.encoder(), LabelText(cost.run),
        absl::StrCat(recipe.train_fraction_percent(), " %"), absl::StrCat(recipe.seed())}) {
    row.add_headings(heading);
  }
  row.add_cells()->set_value(recipe.epochs());
  row.add_cells()->set_value(static_cast<double>(cost.work.trained_images));
  row.add_cells()->set_value(cost.flops / 1e12);
  row.add_cells()->set_text(FormatMemory(cost.memory_bytes));
  row.add_cells()->set_text(FormatDuration(cost.seconds));
  if (!attacked) return;
  row.add_cells()->set_value(static_cast<double>(cost.attacks.attacks));
  row.add_cells()->set_value(cost.attack_flops / 1e12);
  row.add_cells()->set_text(FormatDuration(cost.attack_seconds));
}

// ", 3 min with 2 at a time"; "" where nothing was timed.
std::string TotalTime(const std::vector<std::optional<double>>& seconds, int jobs) {
  std::vector<double> known;
  for (const std::optional<double> each : seconds) {
    if (!each.has_value()) return "";
    known.push_back(*each);
  }
  return absl::StrFormat(", %s with %d at a time", FormatDuration(TotalSeconds(known, jobs)), jobs);
}

void AddTotals(const std::vector<PlannedCost>& costs, bool attacked, int jobs, Table& table) {
  std::vector<std::optional<double>> seconds;
  std::vector<std::optional<double>> attack_seconds;
  double images = 0;
  double flops = 0;
  double attack_flops = 0;
  int64_t attacks = 0;
  int64_t memory_bytes = 0;
  std::set<std::string> unknown;
  for (const PlannedCost& cost : costs) {
    seconds.push_back(cost.seconds);
    attack_seconds.push_back(cost.attack_seconds);
    images += static_cast<double>(cost.work.trained_images);
    flops += cost.flops;
    attack_flops += cost.attack_flops;
    attacks += cost.attacks.attacks;
    memory_bytes = std::max(memory_bytes, cost.memory_bytes.value_or(0));
    unknown.insert(cost.attacks.unknown.begin(), cost.attacks.unknown.end());
  }
  table.add_notes(absl::StrFormat("Total: %d runs, %.4g million training images, %.4g TFLOP%s.",
                                  costs.size(), images / 1e6, flops / 1e12,
                                  TotalTime(seconds, jobs)));
  if (memory_bytes > 0) {
    table.add_notes(absl::StrFormat("Memory: %s or less each, with %d at a time up to %s.",
                                    FormatMemory(memory_bytes), jobs,
                                    FormatMemory(jobs * memory_bytes)));
  }
  if (attacked) {
    table.add_notes(absl::StrFormat(
        "Attacks: %d, at most %.4g TFLOP%s, when they mislead no image; less the sooner they do.",
        attacks, attack_flops / 1e12, TotalTime(attack_seconds, jobs)));
  }
  if (!unknown.empty()) {
    table.add_notes("Without these attacks, which do not say what they take: " +
                    absl::StrJoin(unknown, ", ") + ".");
  }
}

}  // namespace

ImageCosts CostsToMeasure(const std::vector<PlannedRun>& runs) {
  ImageCosts asked;
  std::set<std::string> keys;
  for (const PlannedRun& run : runs) {
    const std::string key = CostKey(run);
    if (!keys.insert(key).second) continue;
    ImageCosts::Cost& cost = *asked.add_costs();
    cost.set_key(key);
    *cost.mutable_run() = run;
  }
  return asked;
}

absl::StatusOr<std::vector<PlannedCost>> EstimateCosts(const std::vector<PlannedRun>& runs,
                                                       const ImageCosts& measured) {
  std::map<std::string, const ImageCosts::Cost*> by_key;
  for (const ImageCosts::Cost& cost : measured.costs()) by_key[cost.key()] = &cost;
  std::vector<PlannedCost> costs;
  for (const PlannedRun& run : runs) {
    const ImageCosts::Cost& image = *by_key.at(CostKey(run));
    PlannedCost& cost = costs.emplace_back(PlannedCost{.run = run});
    LABELREP_ASSIGN_OR_RETURN(cost.work, CountTrainingWork(run));
    const double trained = static_cast<double>(cost.work.trained_images);
    const double evaluated = static_cast<double>(cost.work.evaluated_images);
    cost.flops = image.forward_flops() * (3 * trained + evaluated);
    const bool timed = image.has_training_s();
    if (timed) cost.seconds = image.training_s() * trained + image.evaluation_s() * evaluated;
    if (image.has_memory_bytes()) cost.memory_bytes = image.memory_bytes() + BytesOfImages(run);
    LABELREP_ASSIGN_OR_RETURN(cost.attacks, CountAttackWork(run, runs));
    const double passes = static_cast<double>(cost.attacks.decided_images) +
                          2 * static_cast<double>(cost.attacks.gradient_images);
    cost.attack_flops = image.forward_flops() * passes;
    if (timed) cost.attack_seconds = image.evaluation_s() * passes;
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
  const bool attacked = std::any_of(
      costs.begin(), costs.end(), [](const PlannedCost& cost) { return cost.attacks.attacks > 0; });
  AddColumns(attacked, table);
  for (const PlannedCost& cost : costs) AddRow(cost, attacked, table);
  AddTotals(costs, attacked, jobs, table);
  table.add_notes("What is already in Bazel's cache takes no time.");
  return table;
}

}  // namespace labelrep
