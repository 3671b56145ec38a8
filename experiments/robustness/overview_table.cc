// What every attack leaves of every label kind at one epsilon: the robustness table in short.
//
// A column for each label kind, and for each data set, encoder and seed: accuracy without attack
// and under each attack, on the true class and over all images that the attack was given; under all
// images together that were made against the models of the other kinds; in the worst case; and the
// verdict on masked gradients. The epsilon is the one that most attacks ran at (of several the
// middle one); attacks that did not, and those in the release's variant or in bf16 that are there
// in the paper's and in fp32, are left to the whole table (robustness_table.cc). Refuses runs of
// which no attack has an epsilon.
#include <algorithm>
#include <functional>
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

// The cells of a row that has no measurement yet.
std::vector<Cell> UnmeasuredCells(const KindGroup& group) {
  std::vector<Cell> cells;
  for (const RunOutcome* run : group.by_kind) {
    cells.push_back(run == nullptr ? MarkedCell(Cell::NOT_APPLICABLE) : UnmeasuredCell(*run));
  }
  return cells;
}

void Fill(const RobustnessSummary& summary, double epsilon, Cell& cell) {
  const std::optional<double> accuracy = summary.AccuracyAt(epsilon);
  if (accuracy.has_value()) cell = NumberCell(accuracy);
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

// How many images attacks that are shown were given, and the row of each number without attack.
std::map<int, Row*, std::greater<>> AddCleanRows(const KindGroup& group, double epsilon,
                                                 const std::vector<Cell>& none, Table& table) {
  std::map<int, Row*, std::greater<>> rows;
  for (const RunOutcome* run : group.by_kind) {
    if (run == nullptr) continue;
    for (const ReportAttack& attack : run->attacks) {
      if (IsShown(attack, *run, epsilon)) rows[attack.result->classes_size()] = nullptr;
    }
  }
  for (auto& [images, row] : rows) {
    row = &AddRow(table, {group.title, absl::StrCat("none, first ", images)}, none);
  }
  return rows;
}

// A row for each attack that is shown, and before them those without attack over the same images.
absl::Status AddAttackRows(const KindGroup& group, double epsilon, Table& table) {
  const std::vector<Cell> none = UnmeasuredCells(group);
  const auto clean = AddCleanRows(group, epsilon, none, table);
  std::map<std::string, Row*> row_of;  // by the attack's name
  for (int kind = 0; kind < none.size(); ++kind) {
    const RunOutcome* run = group.by_kind[kind];
    if (run == nullptr) continue;
    for (const ReportAttack& attack : run->attacks) {
      if (!IsShown(attack, *run, epsilon)) continue;
      LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(*attack.result));
      Fill(summary, 0, *clean.at(attack.result->classes_size())->mutable_cells(kind));
      Row*& row = row_of[attack.name];
      if (row == nullptr) row = &AddRow(table, {group.title, attack.title_with_images}, none);
      Fill(summary, epsilon, *row->mutable_cells(kind));
    }
  }
  return absl::OkStatus();
}

void AddTransferRow(const KindGroup& group, double epsilon, Table& table) {
  std::vector<Cell> cells = UnmeasuredCells(group);
  bool any = false;
  for (size_t kind = 0; kind < cells.size(); ++kind) {
    if (group.by_kind[kind] == nullptr) continue;
    std::vector<const AttackResult*> transfers;
    for (const ReportAttack& attack : group.by_kind[kind]->attacks) {
      if (!attack.IsMeasured() || !attack.result->has_transferred_from()) continue;
      transfers.push_back(attack.result);
      any = true;
    }
    const AccuracyAtEpsilon together = WorstCaseAtExactly(transfers, epsilon);
    if (together.images > 0) cells[kind] = NumberCell(together.Accuracy());
  }
  if (any) AddRow(table, {group.title, "images made against the other kinds, together"}, cells);
}

absl::Status AddVerdictRows(const KindGroup& group, double epsilon, Table& table) {
  std::vector<Cell> worst_case = UnmeasuredCells(group);
  std::vector<Cell> attacks = worst_case;
  std::vector<Cell> warnings = worst_case;
  for (size_t kind = 0; kind < worst_case.size(); ++kind) {
    if (group.by_kind[kind] == nullptr) continue;
    LABELREP_ASSIGN_OR_RETURN(const std::optional<RunVerdict> verdict,
                              JudgeRun(*group.by_kind[kind]));
    if (!verdict.has_value()) continue;
    if (const AccuracyAtEpsilon* point = verdict->worst_case.At(epsilon); point != nullptr) {
      worst_case[kind] = WorstCaseCell(*point);
      attacks[kind] = WorstCaseAttacksCell(*point);
    }
    warnings[kind] = TextCell(verdict->Warnings());
  }
  AddRow(table, {group.title, "worst case"}, worst_case);
  AddRow(table, {group.title, kWorstCaseAttacksTitle}, attacks);
  AddRow(table, {group.title, "masking warns of"}, warnings);
  return absl::OkStatus();
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  const std::optional<double> epsilon = EpsilonOfMostAttacks(runs);
  if (!epsilon.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat(spec.name(), ": no attack of the profile has an epsilon"));
  }
  Table table = StartTable(spec, RunsSubtitle(spec, runs), {"data, encoder", "attack"});
  NameColumnHeadings(table, {"measure", "label"});
  for (const auto& kind : runs.kinds) {
    AddColumn(table, {absl::StrCat("accuracy at epsilon ", *epsilon), kind.title()}, "%", 1);
  }
  for (const KindGroup& group : GroupKinds(runs)) {
    LABELREP_RETURN_IF_ERROR(AddAttackRows(group, *epsilon, table));
    AddTransferRow(group, *epsilon, table);
    LABELREP_RETURN_IF_ERROR(AddVerdictRows(group, *epsilon, table));
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
