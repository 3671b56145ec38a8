#include "experiments/report/comparison.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "lib/stats/holm.h"
#include "lib/stats/paired_comparison.h"

namespace labelrep {
namespace {

using Comparisons = std::vector<std::optional<PairedComparison>>;

// None where no seed has both.
std::optional<PairedComparison> Compare(const SeedGroup& group, const SeedGroup& baseline,
                                        const RunMeasure& measure) {
  const std::map<uint32_t, double> of_baseline = BySeed(baseline.seeds, measure);
  std::vector<double> treated;
  std::vector<double> control;
  for (const auto& [seed, value] : BySeed(group.seeds, measure)) {
    const auto found = of_baseline.find(seed);
    if (found == of_baseline.end()) continue;
    treated.push_back(value);
    control.push_back(found->second);
  }
  if (treated.empty()) return std::nullopt;
  return ComparePaired(treated, control);
}

// One for each group; none for the baseline itself, too.
Comparisons CompareAll(const std::vector<SeedGroup>& groups, int baseline,
                       const RunMeasure& measure) {
  Comparisons comparisons(groups.size());
  for (size_t i = 0; i < groups.size(); ++i) {
    const SeedGroup& group = groups[i];
    for (const SeedGroup& other : groups) {
      if (other.kind == baseline && group.kind != baseline && other.models == group.models &&
          other.percent == group.percent) {
        comparisons[i] = Compare(group, other, measure);
      }
    }
  }
  return comparisons;
}

// Replaces every p by Holm's, over all comparisons that the models are to have: one that has no p
// (yet) counts as the largest, so that no p depends on which runs are there.
void CorrectPerModels(const std::vector<SeedGroup>& groups, int baseline,
                      Comparisons& comparisons) {
  std::map<int, std::vector<size_t>> families;
  for (size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].kind != baseline) families[groups[i].models].push_back(i);
  }
  for (const auto& [models, family] : families) {
    std::vector<double> p;
    for (const size_t i : family) p.push_back(comparisons[i] ? comparisons[i]->p.value_or(1) : 1);
    const std::vector<double> adjusted = HolmAdjusted(p);
    for (size_t j = 0; j < family.size(); ++j) {
      std::optional<PairedComparison>& comparison = comparisons[family[j]];
      if (comparison && comparison->p) comparison->p = adjusted[j];
    }
  }
}

// Difference, pairs, p and effect size.
std::vector<Cell> Cells(const std::optional<PairedComparison>& comparison) {
  constexpr double kPoints = 100;
  if (!comparison) return std::vector<Cell>(4, MarkedCell(Cell::NOT_APPLICABLE));
  Cell difference = NumberCell(kPoints * comparison->mean_difference);
  if (comparison->interval) {
    difference.set_lo(kPoints * comparison->interval->lo);
    difference.set_hi(kPoints * comparison->interval->hi);
  }
  return {difference, NumberCell(comparison->pairs), NumberCell(comparison->p),
          NumberCell(comparison->effect_size)};
}

void AddNotes(const Comparisons& comparisons, Table& table) {
  const auto note_if_any = [&](const auto& predicate, const char* note) {
    if (std::any_of(comparisons.begin(), comparisons.end(),
                    [&](const auto& comparison) { return comparison && predicate(*comparison); })) {
      table.add_notes(note);
    }
  };
  note_if_any(
      [](const PairedComparison& comparison) { return comparison.p.has_value(); },
      "Differences are paired at equal seed and training images; each interval is by itself, not "
      "corrected. p: two-sided paired t test, with Holm's correction over all comparisons of one "
      "data set and encoder, also those that are missing here. d: mean divided by standard "
      "deviation of the paired differences.");
  note_if_any([](const PairedComparison& comparison) { return comparison.pairs == 1; },
              "One pair of runs says nothing about how much runs vary: where there is one, there "
              "is no interval and no p.");
  note_if_any(
      [](const PairedComparison& comparison) { return comparison.pairs > 1 && !comparison.p; },
      "Differences that are all the same say nothing about how much runs vary: there is no "
      "interval and no p.");
}

}  // namespace

void AddComparison(const ReportRuns& runs, const std::vector<SeedGroup>& groups,
                   const std::string& baseline, const RunMeasure& measure, Table& table) {
  const auto kind = std::find_if(runs.kinds.begin(), runs.kinds.end(),
                                 [&](const auto& entry) { return entry.name() == baseline; });
  const int index = static_cast<int>(kind - runs.kinds.begin());
  Comparisons comparisons = CompareAll(groups, index, measure);
  CorrectPerModels(groups, index, comparisons);
  AddColumn(table, {absl::StrCat("difference to ", baseline, " [95 % interval]")}, "points", 2)
      .set_notation(Column::DIFFERENCE);
  AddColumn(table, {"pairs"}, "", 0).set_notation(Column::NUMBER);
  AddColumn(table, {"corrected p"}, "", 4).set_notation(Column::P_VALUE);
  AddColumn(table, {"d"}, "", 2).set_notation(Column::NUMBER);
  for (size_t i = 0; i < groups.size(); ++i) {
    for (const Cell& cell : Cells(comparisons[i])) {
      *table.mutable_rows(static_cast<int>(i))->add_cells() = cell;
    }
  }
  AddNotes(comparisons, table);
  if (kind == runs.kinds.end()) {
    table.add_notes(
        absl::StrCat("No run of label kind ", baseline, ": there is nothing to compare with."));
  }
}

}  // namespace labelrep
