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
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "experiments/report/attack_titles.h"
#include "experiments/report/attacked_runs.h"
#include "experiments/report/compared_kinds.h"
#include "experiments/report/compared_runs.h"
#include "experiments/report/report.h"
#include "experiments/robustness/run_verdict.h"
#include "experiments/robustness/table_parts.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

using Verdicts = std::map<const AttackedRun*, RunVerdict>;

// What a row shows of a run; none where it was not measured.
using Measure = std::function<absl::StatusOr<std::optional<Cell>>(const AttackedRun& run)>;

struct OverviewRow {
  std::string title;
  Measure measure;
};

std::optional<double> EpsilonOfMost(const std::vector<AttackedRun>& runs) {
  std::map<double, int> attacks_at;
  for (const AttackedRun& run : runs) {
    for (const NamedAttack& attack : run.attacks) {
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

std::optional<Cell> AccuracyAt(double epsilon, const RobustnessSummary& summary) {
  const std::optional<double> accuracy = summary.AccuracyAt(epsilon);
  if (!accuracy.has_value()) return std::nullopt;
  return ShareCell(*accuracy);
}

// Not a variation of an attack that has a row.
bool HasRow(const NamedAttack& attack, const AttackedRun& run) {
  return !attack.result->has_transferred_from() &&
         InVariant(AttackRecipe::PAPER, attack, run) == nullptr &&
         InPrecision(Recipe::FP32, attack, run) == nullptr;
}

absl::StatusOr<std::optional<Cell>> UnderAttack(const std::string& name, double epsilon,
                                                const AttackedRun& run) {
  for (const NamedAttack& attack : run.attacks) {
    if (attack.name != name || !attack.IsMeasured()) continue;
    LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(*attack.result));
    return AccuracyAt(epsilon, summary);
  }
  return std::nullopt;
}

// A row for each attack that ran at `epsilon`, and the one before them without attack, over the
// most images that any of them was given.
std::vector<OverviewRow> AttackRows(const Catalogue& catalogue, const ComparedKinds& runs,
                                    double epsilon) {
  std::vector<OverviewRow> rows;
  std::set<std::string> names;
  const NamedAttack* on_most = nullptr;
  for (const auto& [kind, run] : runs.by_kind) {
    for (const NamedAttack& attack : run->attacks) {
      const auto& epsilons = attack.result->recipe().epsilons();
      if (!attack.IsMeasured() || !HasRow(attack, *run)) continue;
      if (std::find(epsilons.begin(), epsilons.end(), epsilon) == epsilons.end()) continue;
      const int images = attack.result->classes_size();
      if (on_most == nullptr || images > on_most->result->classes_size()) on_most = &attack;
      if (!names.insert(attack.name).second) continue;
      rows.push_back({TitleWithImages(catalogue, *attack.result),
                      [name = attack.name, epsilon](const AttackedRun& of) {
                        return UnderAttack(name, epsilon, of);
                      }});
    }
  }
  if (on_most != nullptr) {
    rows.insert(rows.begin(), {absl::StrCat("none, first ", on_most->result->classes_size()),
                               [name = on_most->name](const AttackedRun& of) {
                                 return UnderAttack(name, 0, of);
                               }});
  }
  return rows;
}

std::vector<const AttackResult*> Transfers(const AttackedRun& run) {
  std::vector<const AttackResult*> transfers;
  for (const NamedAttack& attack : run.attacks) {
    if (attack.IsMeasured() && attack.result->has_transferred_from()) {
      transfers.push_back(attack.result);
    }
  }
  return transfers;
}

OverviewRow TransferRow(double epsilon) {
  return {"images made against the other kinds, together",
          [epsilon](const AttackedRun& run) -> std::optional<Cell> {
            const AccuracyAtEpsilon together = WorstCaseAtExactly(Transfers(run), epsilon);
            if (together.images == 0) return std::nullopt;
            return ShareCell(together.Accuracy());
          }};
}

std::vector<OverviewRow> VerdictRows(const Verdicts& verdicts, double epsilon) {
  const auto of_verdict = [&verdicts](auto cell) -> Measure {
    return [&verdicts, cell](const AttackedRun& run) -> std::optional<Cell> {
      const auto verdict = verdicts.find(&run);
      if (verdict == verdicts.end()) return std::nullopt;
      return cell(verdict->second);
    };
  };
  return {{"worst case", of_verdict([epsilon](const RunVerdict& verdict) {
             return AccuracyAt(epsilon, verdict.worst_case);
           })},
          {"masking warns of", of_verdict([](const RunVerdict& verdict) -> std::optional<Cell> {
             Cell cell;
             cell.set_text(verdict.Warnings());
             return cell;
           })}};
}

absl::StatusOr<Verdicts> JudgeAll(const std::vector<AttackedRun>& runs) {
  Verdicts verdicts;
  for (const AttackedRun& run : runs) {
    if (DecisiveAttacks(run).empty()) continue;
    LABELREP_ASSIGN_OR_RETURN(verdicts[&run], JudgeRun(run));
  }
  return verdicts;
}

absl::Status AddRow(const ComparedKinds& runs, const std::vector<std::string>& kinds,
                    const OverviewRow& row, Table& table) {
  Row& added = *table.add_rows();
  added.add_headings(runs.title);
  added.add_headings(row.title);
  for (const std::string& kind : kinds) {
    const AttackedRun* run = runs.Find(kind);
    if (run == nullptr) {
      *added.add_cells() = MarkedCell(Cell::NOT_APPLICABLE);
      continue;
    }
    LABELREP_ASSIGN_OR_RETURN(const std::optional<Cell> cell, row.measure(*run));
    *added.add_cells() = cell.has_value() ? *cell : UnmeasuredCell(*run);
  }
  return absl::OkStatus();
}

void AddNotes(const std::vector<AttackedRun>& runs, double epsilon, Table& table) {
  table.add_notes(absl::StrCat(
      "Epsilon is in normalised units; ", EpsilonInPixels(epsilon),
      ". Accuracy is on the true class, over all of the first images of the test split, those "
      "decided wrongly without attack included. worst case, and images made against the other "
      "kinds: an image counts as correct where none of them misled the model, over the images that "
      "all were given. //experiments:table_robustness spells the warnings out."));
  for (const std::string& missing : MissingAttacks(runs, HasRow)) {
    table.add_notes("Missing: " + missing);
  }
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  const Catalogue& catalogue = spec.catalogue();
  LABELREP_ASSIGN_OR_RETURN(const std::vector<AttackedRun> runs, GroupAttacks(spec, inputs));
  const std::optional<double> epsilon = EpsilonOfMost(runs);
  if (!epsilon.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat(spec.name(), ": no attack of the profile has an epsilon"));
  }
  const std::vector<std::string> kinds = LabelKinds(catalogue, OutcomesOf(runs));
  LABELREP_ASSIGN_OR_RETURN(const Verdicts verdicts, JudgeAll(runs));
  Table table;
  SetTableHeadings(spec, runs, table);
  table.add_row_headings("attack");
  AddKindColumns(catalogue, absl::StrCat("accuracy at epsilon ", *epsilon), kinds, table);
  for (const ComparedKinds& compared : CompareKinds(catalogue, runs)) {
    std::vector<OverviewRow> rows = AttackRows(catalogue, compared, *epsilon);
    const bool has_transfers =
        std::any_of(compared.by_kind.begin(), compared.by_kind.end(),
                    [](const auto& run) { return !Transfers(*run.second).empty(); });
    if (has_transfers) rows.push_back(TransferRow(*epsilon));
    for (OverviewRow& row : VerdictRows(verdicts, *epsilon)) rows.push_back(std::move(row));
    for (const OverviewRow& row : rows) {
      LABELREP_RETURN_IF_ERROR(AddRow(compared, kinds, row, table));
    }
  }
  AddNotes(runs, *epsilon, table);
  return table;
}

const RegisteredTable kRegistered("overview_table", &Make);

}  // namespace
}  // namespace labelrep
