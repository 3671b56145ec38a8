#include "experiments/figures/fraction_table.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/stats/holm.h"
#include "lib/stats/paired_comparison.h"

namespace labelrep {
namespace {

// None for the baseline itself, and where no seed has both.
std::optional<PairedComparison> CompareToBaseline(const FractionGroup& group,
                                                  const std::vector<FractionGroup>& groups,
                                                  const std::string& baseline) {
  const auto control = std::find_if(groups.begin(), groups.end(), [&](const FractionGroup& other) {
    return InOnePanel(other, group) && other.percent == group.percent && other.kind == baseline;
  });
  if (group.kind == baseline || control == groups.end()) return std::nullopt;
  const std::map<uint32_t, double> of_control = AccuracyBySeed(*control);
  std::vector<double> treated;
  std::vector<double> paired_control;
  for (const auto& [seed, accuracy] : AccuracyBySeed(group)) {
    const auto found = of_control.find(seed);
    if (found == of_control.end()) continue;
    treated.push_back(accuracy);
    paired_control.push_back(found->second);
  }
  if (treated.empty()) return std::nullopt;
  return ComparePaired(treated, paired_control);
}

// Replaces every p by Holm's, over all comparisons that the panel is to have: one that has no p
// (yet) counts as the largest, so that no p depends on which runs are there.
void CorrectPerPanel(const std::vector<FractionGroup>& groups, const std::string& baseline,
                     std::vector<std::optional<PairedComparison>>& comparisons) {
  for (size_t first = 0; first < groups.size();) {
    size_t end = first;
    std::vector<double> family;
    std::vector<PairedComparison*> tested;
    for (; end < groups.size() && InOnePanel(groups[first], groups[end]); ++end) {
      if (groups[end].kind == baseline) continue;
      const bool has_p = comparisons[end] && comparisons[end]->p;
      family.push_back(has_p ? *comparisons[end]->p : 1);
      tested.push_back(has_p ? &*comparisons[end] : nullptr);
    }
    const std::vector<double> adjusted = HolmAdjusted(family);
    for (size_t i = 0; i < tested.size(); ++i) {
      if (tested[i] != nullptr) tested[i]->p = adjusted[i];
    }
    first = end;
  }
}

Cell NotApplicable() {
  Cell cell;
  cell.set_status(Cell::NOT_APPLICABLE);
  return cell;
}

Cell NumberCell(const std::optional<double>& value) {
  if (!value) return NotApplicable();
  Cell cell;
  cell.set_value(*value);
  return cell;
}

// Difference, pairs, p and effect size.
std::vector<Cell> ComparisonCells(const std::optional<PairedComparison>& comparison) {
  constexpr double kPoints = 100;
  if (!comparison) return std::vector<Cell>(4, NotApplicable());
  Cell difference = NumberCell(kPoints * comparison->mean_difference);
  if (comparison->interval) {
    difference.set_lo(kPoints * comparison->interval->lo);
    difference.set_hi(kPoints * comparison->interval->hi);
  }
  return {difference, NumberCell(comparison->pairs), NumberCell(comparison->p),
          NumberCell(comparison->effect_size)};
}

void AddColumns(const std::string& baseline, Table& table) {
  for (const char* heading : {"data set", "encoder", "training images", "label"})
    table.add_row_headings(heading);
  const auto add = [&](const std::string& heading, const char* unit, int decimals,
                       Column::Notation notation) {
    Column& column = *table.add_columns();
    column.add_headings(heading);
    if (unit[0] != '\0') column.set_unit(unit);
    column.set_decimals(decimals);
    column.set_notation(notation);
  };
  add("test accuracy", "%", 2, Column::NUMBER);
  add("seeds", "", 0, Column::NUMBER);
  add(absl::StrCat("difference to ", baseline, " [95 % interval]"), "points", 2,
      Column::DIFFERENCE);
  add("pairs", "", 0, Column::NUMBER);
  add("corrected p", "", 4, Column::P_VALUE);
  add("d", "", 2, Column::NUMBER);
}

void AddNotes(const std::vector<FractionGroup>& groups, const std::string& baseline,
              const std::vector<std::optional<PairedComparison>>& comparisons, Table& table) {
  const auto any = [&](auto predicate) {
    return std::any_of(comparisons.begin(), comparisons.end(), [&](const auto& comparison) {
      return comparison && predicate(*comparison);
    });
  };
  AddSpreadNote(table);
  if (any([](const PairedComparison& comparison) { return comparison.p.has_value(); })) {
    table.add_notes(
        "Differences are paired at equal seed and training images; each interval is by itself, not "
        "corrected. p: two-sided paired t test, with Holm's correction over all comparisons of one "
        "data set and encoder, also those that are missing here. d: mean divided by standard "
        "deviation of the paired differences.");
  }
  if (any([](const PairedComparison& comparison) { return comparison.pairs == 1; })) {
    table.add_notes(
        "One pair of runs says nothing about how much runs vary: where there is one, there is no "
        "interval and no p.");
  }
  if (any([](const PairedComparison& comparison) {
        return comparison.pairs > 1 && !comparison.p;
      })) {
    table.add_notes(
        "Differences that are all the same say nothing about how much runs vary: there is no "
        "interval and no p.");
  }
  if (std::none_of(groups.begin(), groups.end(),
                   [&](const FractionGroup& group) { return group.kind == baseline; })) {
    table.add_notes(
        absl::StrCat("No run of label kind ", baseline, ": there is nothing to compare with."));
  }
}

}  // namespace

Table MakeFractionTable(const std::vector<FractionGroup>& groups, const std::string& baseline) {
  std::vector<std::optional<PairedComparison>> comparisons;
  for (const FractionGroup& group : groups) {
    comparisons.push_back(CompareToBaseline(group, groups, baseline));
  }
  CorrectPerPanel(groups, baseline, comparisons);
  Table table;
  AddColumns(baseline, table);
  for (size_t i = 0; i < groups.size(); ++i) {
    const FractionGroup& group = groups[i];
    Row& row = *table.add_rows();
    row.add_headings(group.models.dataset_title);
    row.add_headings(group.models.encoder_title);
    row.add_headings(absl::StrCat(group.percent, " %"));
    row.add_headings(group.kind_title);
    *row.add_cells() = MakeSeedCell(group.seeds, TestAccuracy);
    row.add_cells()->set_value(static_cast<double>(AccuracyBySeed(group).size()));
    for (const Cell& cell : ComparisonCells(comparisons[i])) *row.add_cells() = cell;
  }
  AddNotes(groups, baseline, comparisons, table);
  return table;
}

}  // namespace labelrep
