#include "experiments/figures/fraction_table.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "experiments/tables/titles.h"
#include "lib/stats/holm.h"
#include "lib/stats/paired_comparison.h"

namespace labelrep {
namespace {

constexpr char kControl[] = "category";

// None for category itself, and where no seed has both.
std::optional<PairedComparison> CompareToControl(const FractionGroup& group,
                                                 const std::vector<FractionGroup>& groups) {
  const auto control = std::find_if(groups.begin(), groups.end(), [&](const FractionGroup& other) {
    return InOnePanel(other, group) && other.percent == group.percent && other.kind == kControl;
  });
  if (group.kind == kControl || control == groups.end()) return std::nullopt;
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

// Replaces every p by Holm's, over the comparisons in one panel.
void CorrectPerPanel(const std::vector<FractionGroup>& groups,
                     std::vector<std::optional<PairedComparison>>& comparisons) {
  for (size_t first = 0; first < groups.size();) {
    size_t end = first;
    std::vector<double> p;
    for (; end < groups.size() && InOnePanel(groups[first], groups[end]); ++end) {
      if (comparisons[end] && comparisons[end]->p) p.push_back(*comparisons[end]->p);
    }
    const std::vector<double> adjusted = HolmAdjusted(p);
    size_t next = 0;
    for (; first < end; ++first) {
      if (comparisons[first] && comparisons[first]->p) comparisons[first]->p = adjusted[next++];
    }
  }
}

void SetDifference(const std::optional<PairedComparison>& comparison, Cell& cell) {
  if (!comparison) {
    cell.set_status(Cell::NOT_APPLICABLE);
    return;
  }
  std::string text = absl::StrFormat("%+.2f", 100 * comparison->mean_difference);
  if (comparison->interval) {
    absl::StrAppendFormat(&text, " [%+.2f, %+.2f]", 100 * comparison->interval->lo,
                          100 * comparison->interval->hi);
  }
  cell.set_text(text);
}

void SetP(const std::optional<PairedComparison>& comparison, Cell& cell) {
  constexpr double kLeastShown = 1e-4;
  if (!comparison || !comparison->p) {
    cell.set_status(Cell::NOT_APPLICABLE);
  } else if (*comparison->p < kLeastShown) {
    cell.set_text("< 0.0001");
  } else {
    cell.set_text(absl::StrFormat("%.4f", *comparison->p));
  }
}

void SetEffectSize(const std::optional<PairedComparison>& comparison, Cell& cell) {
  if (comparison && comparison->effect_size) {
    cell.set_value(*comparison->effect_size);
  } else {
    cell.set_status(Cell::NOT_APPLICABLE);
  }
}

void AddColumns(Table& table) {
  for (const char* heading : {"data set", "encoder", "training images", "label"})
    table.add_row_headings(heading);
  Column& accuracy = *table.add_columns();
  accuracy.add_headings("test accuracy");
  accuracy.set_unit("%");
  Column& seeds = *table.add_columns();
  seeds.add_headings("seeds");
  seeds.set_decimals(0);
  table.add_columns()->add_headings("difference to category [95 % interval], points");
  table.add_columns()->add_headings("p");
  table.add_columns()->add_headings("d");
}

void AddNotes(const std::vector<FractionGroup>& groups,
              const std::vector<std::optional<PairedComparison>>& comparisons, Table& table) {
  const auto any = [&](auto predicate) {
    return std::any_of(comparisons.begin(), comparisons.end(), [&](const auto& comparison) {
      return comparison && predicate(*comparison);
    });
  };
  if (any([](const PairedComparison& comparison) { return comparison.p.has_value(); })) {
    table.add_notes(
        "±: standard deviation over seeds, of a sample. Differences are paired at equal seed and "
        "training images; p: two-sided paired t test, with Holm's correction over all rows of one "
        "data set and encoder; d: mean divided by standard deviation of the paired differences.");
  }
  if (any([](const PairedComparison& comparison) { return comparison.pairs == 1; })) {
    table.add_notes(
        "One seed says nothing about how much runs vary: where there is one, there is no interval "
        "and no p.");
  }
  if (std::none_of(groups.begin(), groups.end(),
                   [](const FractionGroup& group) { return group.kind == kControl; })) {
    table.add_notes("No run of label kind category: there is nothing to compare with.");
  }
}

}  // namespace

Table MakeFractionTable(const std::vector<FractionGroup>& groups) {
  std::vector<std::optional<PairedComparison>> comparisons;
  for (const FractionGroup& group : groups) comparisons.push_back(CompareToControl(group, groups));
  CorrectPerPanel(groups, comparisons);
  Table table;
  AddColumns(table);
  for (size_t i = 0; i < groups.size(); ++i) {
    const FractionGroup& group = groups[i];
    Row& row = *table.add_rows();
    row.add_headings(DatasetTitle(group.models.dataset));
    row.add_headings(EncoderTitle(group.models.encoder));
    row.add_headings(absl::StrCat(group.percent, " %"));
    row.add_headings(LabelTitle(group.kind));
    *row.add_cells() = MakeSeedCell(group.seeds, TestAccuracy);
    row.add_cells()->set_value(static_cast<double>(AccuracyBySeed(group).size()));
    SetDifference(comparisons[i], *row.add_cells());
    SetP(comparisons[i], *row.add_cells());
    SetEffectSize(comparisons[i], *row.add_cells());
  }
  AddNotes(groups, comparisons, table);
  return table;
}

}  // namespace labelrep
