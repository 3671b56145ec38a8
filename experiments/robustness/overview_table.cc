// What every attack leaves of every label kind at one epsilon: the robustness table in short.
//
// A column for each label kind, and for each data set, encoder and seed: accuracy without attack
// and under each attack, on the true class and over all images that the attack was given; under all
// images together that were made against the models of the other kinds; in the worst case; and the
// verdict on masked gradients. The epsilon is the one that most attacks ran at (of several the
// smallest); attacks that did not, and those in the release's variant or in bf16 that are there in
// the paper's and in fp32, are left to the whole table (robustness_table.cc). Refuses runs of which
// no attack has an epsilon.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/report/missing.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "experiments/robustness/run_verdict.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

struct OverviewRow {
  std::string title;
  std::vector<std::optional<Cell>> cells;  // by the group's kinds; none where it was not measured
};

std::optional<double> EpsilonOfMost(const ReportRuns& runs) {
  std::map<double, int> attacks_at;
  for (const RunOutcome& run : runs.outcomes) {
    for (const ReportAttack& attack : run.attacks) {
      for (const double epsilon : attack.result->recipe().epsilons()) ++attacks_at[epsilon];
    }
  }
  // The first of equals, which is the smallest.
  const auto most =
      std::max_element(attacks_at.begin(), attacks_at.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == attacks_at.end()) return std::nullopt;
  return most->first;
}

std::optional<Cell> CellOf(const std::optional<double>& accuracy) {
  if (!accuracy.has_value()) return std::nullopt;
  return NumberCell(accuracy);
}

// Not a variation of an attack that has a row.
bool HasRow(const ReportAttack& attack, const RunOutcome& run) {
  return !attack.result->has_transferred_from() &&
         InVariant(AttackRecipe::PAPER, attack, run.attacks) == nullptr &&
         InPrecision(Recipe::FP32, attack, run.attacks) == nullptr;
}

// Measured at `epsilon`, and with a row.
bool IsShown(const ReportAttack& attack, const RunOutcome& run, double epsilon) {
  const auto& epsilons = attack.result->recipe().epsilons();
  return attack.IsMeasured() && HasRow(attack, run) &&
         std::count(epsilons.begin(), epsilons.end(), epsilon) > 0;
}

// A row for each attack that is shown, and the one before them without attack, over the most images
// that any of them was given.
absl::StatusOr<std::vector<OverviewRow>> AttackRows(const KindGroup& group, double epsilon) {
  const std::vector<std::optional<Cell>> none(group.by_kind.size());
  int most_images = 0;
  std::vector<OverviewRow> rows = {{"", none}};
  std::map<std::string, size_t> row_of;  // by the attack's name
  for (size_t kind = 0; kind < none.size(); ++kind) {
    const RunOutcome* run = group.by_kind[kind];
    if (run == nullptr) continue;
    for (const ReportAttack& attack : run->attacks) {
      if (!IsShown(attack, *run, epsilon)) continue;
      LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(*attack.result));
      if (attack.result->classes_size() > most_images) {
        most_images = attack.result->classes_size();
        rows[0] = {absl::StrCat("none, first ", most_images), none};
      }
      if (attack.result->classes_size() == most_images) {
        rows[0].cells[kind] = CellOf(summary.AccuracyAt(0));
      }
      if (row_of.emplace(attack.name, rows.size()).second) {
        rows.push_back({attack.title_with_images, none});
      }
      rows[row_of[attack.name]].cells[kind] = CellOf(summary.AccuracyAt(epsilon));
    }
  }
  if (most_images == 0) rows.clear();
  return rows;
}

std::vector<const AttackResult*> Transfers(const RunOutcome& run) {
  std::vector<const AttackResult*> transfers;
  for (const ReportAttack& attack : run.attacks) {
    if (attack.IsMeasured() && attack.result->has_transferred_from()) {
      transfers.push_back(attack.result);
    }
  }
  return transfers;
}

// Rows over several attacks together.
absl::StatusOr<std::vector<OverviewRow>> TogetherRows(const KindGroup& group, double epsilon) {
  const std::vector<std::optional<Cell>> none(group.by_kind.size());
  OverviewRow transfers = {"images made against the other kinds, together", none};
  OverviewRow worst_case = {"worst case", none};
  OverviewRow warnings = {"masking warns of", none};
  bool any_transfers = false;
  for (size_t kind = 0; kind < none.size(); ++kind) {
    if (group.by_kind[kind] == nullptr) continue;
    const RunOutcome& run = *group.by_kind[kind];
    any_transfers = any_transfers || !Transfers(run).empty();
    const AccuracyAtEpsilon together = WorstCaseAtExactly(Transfers(run), epsilon);
    if (together.images > 0) transfers.cells[kind] = NumberCell(together.Accuracy());
    LABELREP_ASSIGN_OR_RETURN(const std::optional<RunVerdict> verdict, JudgeRun(run));
    if (!verdict.has_value()) continue;
    worst_case.cells[kind] = CellOf(verdict->worst_case.AccuracyAt(epsilon));
    warnings.cells[kind].emplace().set_text(verdict->Warnings());
  }
  if (!any_transfers) return std::vector<OverviewRow>{worst_case, warnings};
  return std::vector<OverviewRow>{transfers, worst_case, warnings};
}

void AddRows(const KindGroup& group, const std::vector<OverviewRow>& rows, Table& table) {
  for (const OverviewRow& row : rows) {
    Row& added = AddRow(table, {group.title, row.title});
    for (size_t kind = 0; kind < row.cells.size(); ++kind) {
      const RunOutcome* run = group.by_kind[kind];
      *added.add_cells() = run == nullptr ? MarkedCell(Cell::NOT_APPLICABLE)
                                          : row.cells[kind].value_or(UnmeasuredCell(*run));
    }
  }
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  const std::optional<double> epsilon = EpsilonOfMost(runs);
  if (!epsilon.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat(spec.name(), ": no attack of the profile has an epsilon"));
  }
  Table table = StartTable(spec, RunsSubtitle(spec, runs), {"data, encoder", "attack"});
  for (const auto& kind : runs.kinds) {
    AddColumn(table, {absl::StrCat("accuracy at epsilon ", *epsilon), kind.title()}, "%", 1);
  }
  for (const KindGroup& group : GroupKinds(runs)) {
    LABELREP_ASSIGN_OR_RETURN(const auto attack_rows, AttackRows(group, *epsilon));
    LABELREP_ASSIGN_OR_RETURN(const auto together_rows, TogetherRows(group, *epsilon));
    AddRows(group, attack_rows, table);
    AddRows(group, together_rows, table);
  }
  table.add_notes(absl::StrCat(
      "Epsilon is in normalised units; ", EpsilonInPixels(*epsilon),
      ". Accuracy is on the true class, over all of the first images of the test split, those "
      "decided wrongly without attack included. worst case, and images made against the other "
      "kinds: an image counts as correct where none of them misled the model, over the images that "
      "all were given. //experiments:table_robustness spells the warnings out."));
  for (const std::string& missing : MissingAttacks(runs.outcomes, HasRow)) {
    table.add_notes("Missing: " + missing);
  }
  return table;
}

const RegisteredForm kRegistered("overview_table", &Make);

}  // namespace
}  // namespace labelrep
