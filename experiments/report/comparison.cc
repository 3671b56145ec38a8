#include "experiments/report/comparison.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
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

// Of ReportRuns.kinds, where all are at the same fraction and of the same models.
struct Control {
  bool is_needed = true;    // not for a kind that others are compared with
  std::optional<int> kind;  // none where no run is of it
};

Control ControlOf(const ReportRuns& runs, int kind, const std::string& baseline) {
  const std::string& name = runs.kinds[kind].name();
  const std::string& variant = runs.variants[kind];
  const std::string& control_name = baseline.empty() ? name : baseline;
  Control control;
  // What the variant does to both is no difference between them.
  if (name != control_name) control.kind = runs.FindKind(control_name, variant);
  if (!control.kind.has_value()) control.kind = runs.FindKind(control_name, "");
  control.is_needed = control.kind != kind;
  return control;
}

// For each group.
std::vector<Control> Controls(const ReportRuns& runs, const std::vector<SeedGroup>& groups,
                              const std::string& baseline) {
  std::vector<Control> controls;
  for (const SeedGroup& group : groups) {
    controls.push_back(ControlOf(runs, group.kind, baseline));
  }
  return controls;
}

// One for each group.
Comparisons CompareAll(const std::vector<SeedGroup>& groups, const std::vector<Control>& controls,
                       const RunMeasure& measure) {
  Comparisons comparisons(groups.size());
  for (size_t i = 0; i < groups.size(); ++i) {
    for (const SeedGroup& other : groups) {
      if (controls[i].is_needed && controls[i].kind == other.kind &&
          other.models == groups[i].models && other.percent == groups[i].percent) {
        comparisons[i] = Compare(groups[i], other, measure);
      }
    }
  }
  return comparisons;
}

// Replaces every p by Holm's, over all comparisons that the models are to have: one that has no p
// (yet) counts as the largest, so that no p depends on which runs are there.
void CorrectPerModels(const std::vector<SeedGroup>& groups, const std::vector<Control>& controls,
                      Comparisons& comparisons) {
  std::map<int, std::vector<size_t>> families;
  for (size_t i = 0; i < groups.size(); ++i) {
    if (controls[i].is_needed) families[groups[i].models].push_back(i);
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

// Names the variants of the baseline that others are compared with.
void AddControlsNote(const ReportRuns& runs, const std::vector<SeedGroup>& groups,
                     const std::vector<Control>& controls, const std::string& baseline,
                     Table& table) {
  std::set<std::string> pairs;
  for (size_t i = 0; i < groups.size(); ++i) {
    if (!controls[i].is_needed || !controls[i].kind || runs.variants[*controls[i].kind].empty()) {
      continue;
    }
    pairs.insert(absl::StrCat(runs.kinds[groups[i].kind].title(), " to ",
                              runs.kinds[*controls[i].kind].title()));
  }
  if (pairs.empty()) return;
  table.add_notes(absl::StrCat("A variant is compared with the same variant of ", baseline,
                               " where there is one: ", absl::StrJoin(pairs, ", "), "."));
}

}  // namespace

void AddComparison(const ReportRuns& runs, const std::vector<SeedGroup>& groups,
                   const std::string& baseline, const RunMeasure& measure, Table& table) {
  const std::vector<Control> controls = Controls(runs, groups, baseline);
  Comparisons comparisons = CompareAll(groups, controls, measure);
  CorrectPerModels(groups, controls, comparisons);
  AddColumn(table,
            {absl::StrCat("difference to ", baseline.empty() ? "the label unchanged" : baseline,
                          " [95 % interval]")},
            "points", 2)
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
  AddControlsNote(runs, groups, controls, baseline, table);
  const bool has_baseline = std::any_of(controls.begin(), controls.end(), [](const auto& control) {
    return control.kind.has_value();
  });
  if (!has_baseline) {
    table.add_notes(absl::StrCat("No run of ",
                                 baseline.empty() ? "a label unchanged" : "label kind " + baseline,
                                 ": there is nothing to compare with."));
  }
}

Table TestAccuracyTable(const ReportRuns& runs, const std::vector<SeedGroup>& groups,
                        const std::string& baseline) {
  Table table = StartGroupTable(runs, groups, /*with_fraction=*/true);
  AddSeedColumn(groups, {"test accuracy"}, "%", 2, TestAccuracy, table)
      .set_notation(Column::NUMBER);
  AddColumn(table, {"seeds"}, "", 0).set_notation(Column::NUMBER);
  for (size_t i = 0; i < groups.size(); ++i) {
    *table.mutable_rows(static_cast<int>(i))->add_cells() =
        NumberCell(BySeed(groups[i].seeds, TestAccuracy).size());
  }
  AddSpreadNote(table);
  AddComparison(runs, groups, baseline, TestAccuracy, table);
  return table;
}

}  // namespace labelrep
