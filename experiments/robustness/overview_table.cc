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

// What a row shows of a run; none where it was not measured.
using Measure = std::function<absl::StatusOr<std::optional<Cell>>(const RunOutcome& run)>;

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

Measure UnderAttack(const std::string& name, double epsilon) {
  return [=](const RunOutcome& run) -> absl::StatusOr<std::optional<Cell>> {
    for (const ReportAttack& attack : run.attacks) {
      if (attack.name != name || !attack.IsMeasured()) continue;
      LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(*attack.result));
      return CellOf(summary.AccuracyAt(epsilon));
    }
    return std::nullopt;
  };
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

Measure UnderTransfers(double epsilon) {
  return [=](const RunOutcome& run) -> std::optional<Cell> {
    const AccuracyAtEpsilon together = WorstCaseAtExactly(Transfers(run), epsilon);
    if (together.images == 0) return std::nullopt;
    return NumberCell(together.Accuracy());
  };
}

Measure InWorstCase(double epsilon) {
  return [=](const RunOutcome& run) -> absl::StatusOr<std::optional<Cell>> {
    LABELREP_ASSIGN_OR_RETURN(const std::optional<RunVerdict> verdict, JudgeRun(run));
    if (!verdict.has_value()) return std::nullopt;
    return CellOf(verdict->worst_case.AccuracyAt(epsilon));
  };
}

absl::StatusOr<std::optional<Cell>> MaskingWarnings(const RunOutcome& run) {
  LABELREP_ASSIGN_OR_RETURN(const std::optional<RunVerdict> verdict, JudgeRun(run));
  if (!verdict.has_value()) return std::nullopt;
  Cell cell;
  cell.set_text(verdict->Warnings());
  return cell;
}

absl::Status AddMeasure(const KindGroup& group, const std::string& title, const Measure& measure,
                        Table& table) {
  Row& row = AddRow(table, {group.title, title});
  for (const RunOutcome* run : group.by_kind) {
    if (run == nullptr) {
      *row.add_cells() = MarkedCell(Cell::NOT_APPLICABLE);
      continue;
    }
    LABELREP_ASSIGN_OR_RETURN(const std::optional<Cell> cell, measure(*run));
    *row.add_cells() = cell.has_value() ? *cell : UnmeasuredCell(*run);
  }
  return absl::OkStatus();
}

// One of each name that ran at `epsilon`.
std::vector<const ReportAttack*> AttacksAt(double epsilon, const KindGroup& group) {
  std::vector<const ReportAttack*> attacks;
  for (const RunOutcome* run : group.by_kind) {
    if (run == nullptr) continue;
    for (const ReportAttack& attack : run->attacks) {
      const auto& epsilons = attack.result->recipe().epsilons();
      if (!attack.IsMeasured() || !HasRow(attack, *run)) continue;
      if (std::count(epsilons.begin(), epsilons.end(), epsilon) == 0) continue;
      if (std::none_of(attacks.begin(), attacks.end(),
                       [&](const ReportAttack* known) { return known->name == attack.name; })) {
        attacks.push_back(&attack);
      }
    }
  }
  return attacks;
}

absl::Status AddGroup(const KindGroup& group, double epsilon, Table& table) {
  const std::vector<const ReportAttack*> attacks = AttacksAt(epsilon, group);
  const auto images = [](const ReportAttack* attack) { return attack->result->classes_size(); };
  // Without attack: over the most images that any of them was given.
  const auto on_most =
      std::max_element(attacks.begin(), attacks.end(),
                       [&](const auto* a, const auto* b) { return images(a) < images(b); });
  if (on_most != attacks.end()) {
    LABELREP_RETURN_IF_ERROR(AddMeasure(group, absl::StrCat("none, first ", images(*on_most)),
                                        UnderAttack((*on_most)->name, 0), table));
  }
  for (const ReportAttack* attack : attacks) {
    LABELREP_RETURN_IF_ERROR(
        AddMeasure(group, attack->title_with_images, UnderAttack(attack->name, epsilon), table));
  }
  if (std::any_of(group.by_kind.begin(), group.by_kind.end(), [](const RunOutcome* run) {
        return run != nullptr && !Transfers(*run).empty();
      })) {
    LABELREP_RETURN_IF_ERROR(AddMeasure(group, "images made against the other kinds, together",
                                        UnderTransfers(epsilon), table));
  }
  LABELREP_RETURN_IF_ERROR(AddMeasure(group, "worst case", InWorstCase(epsilon), table));
  return AddMeasure(group, "masking warns of", MaskingWarnings, table);
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
    LABELREP_RETURN_IF_ERROR(AddGroup(group, *epsilon, table));
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
