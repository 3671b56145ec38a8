#include "experiments/robustness/transfer_table.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "experiments/robustness/attack_titles.h"
#include "experiments/robustness/attacked_runs.h"
#include "experiments/robustness/compared_kinds.h"
#include "experiments/robustness/table_parts.h"
#include "experiments/tables/compared_runs.h"
#include "experiments/tables/titles.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// The attack whose images were transferred, at the epsilon at which they were.
std::optional<AttackRecipe> TransferredRecipe(const std::vector<AttackedRun>& runs) {
  for (const AttackedRun& run : runs) {
    for (const NamedAttack& attack : run.attacks) {
      if (attack.result->has_transferred_from()) return attack.result->recipe();
    }
  }
  return std::nullopt;
}

bool IsSameAttack(AttackRecipe one, AttackRecipe other) {
  one.clear_epsilons();
  other.clear_epsilons();
  return one.SerializeAsString() == other.SerializeAsString();
}

// Of the attack on the model itself where `source` is its own kind.
const NamedAttack* FindTransfer(const AttackedRun& target, const std::string& source,
                                const AttackRecipe& recipe) {
  const bool own = target.run.run->label() == source;
  for (const NamedAttack& attack : target.attacks) {
    const AttackResult& result = *attack.result;
    if (!IsSameAttack(result.recipe(), recipe) || result.has_transferred_from() == own) continue;
    if (own || result.transferred_from().label().kind() == source) return &attack;
  }
  return nullptr;
}

absl::StatusOr<Cell> TransferCell(const AttackedRun* target, const std::string& source,
                                  const AttackRecipe& recipe) {
  Cell cell;
  const NamedAttack* attack = target == nullptr ? nullptr : FindTransfer(*target, source, recipe);
  if (attack == nullptr || !attack->IsMeasured()) {
    cell.set_status(target == nullptr ? Cell::NOT_APPLICABLE : Cell::ABSENT);
    if (target != nullptr) {
      cell.set_note(absl::StrCat(target->run.run->name(), ": images made against ",
                                 LabelTitle(source), " were not tried"));
    }
    return cell;
  }
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(*attack->result));
  const std::optional<double> accuracy = summary.AccuracyAt(recipe.epsilons(0));
  if (accuracy.has_value()) cell.set_value(*accuracy);
  return cell;
}

}  // namespace

absl::StatusOr<Table> MakeTransferTable(const TableSpec& spec,
                                        const std::vector<RunResult>& run_results,
                                        const std::vector<AttackResult>& attack_results) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<AttackedRun> runs,
                            GroupAttacks(spec, run_results, attack_results));
  const std::optional<AttackRecipe> recipe = TransferredRecipe(runs);
  if (!recipe.has_value() || recipe->epsilons().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(spec.name(), ": no attack of the profile has a transfer_epsilon"));
  }
  const std::vector<std::string> kinds = LabelKinds(OutcomesOf(runs));
  Table table;
  SetTableHeadings(spec, runs, "Accuracy on images that were made against other models", table);
  table.add_row_headings("made against");
  AddKindColumns("tried on", kinds, table);
  for (const ComparedKinds& compared : CompareKinds(runs)) {
    for (const std::string& source : kinds) {
      if (compared.Find(source) == nullptr) continue;
      Row& row = *table.add_rows();
      row.add_headings(compared.title);
      row.add_headings(LabelTitle(source));
      for (const std::string& kind : kinds) {
        LABELREP_ASSIGN_OR_RETURN(*row.add_cells(),
                                  TransferCell(compared.Find(kind), source, *recipe));
      }
    }
  }
  table.add_notes(absl::StrCat(AttackTitle(*recipe), "; epsilon ",
                               EpsilonInPixels(recipe->epsilons(0)),
                               ". Images that were decided wrongly as they were count as wrong; "
                               "the diagonal is the attack on the model itself."));
  return table;
}

}  // namespace labelrep
