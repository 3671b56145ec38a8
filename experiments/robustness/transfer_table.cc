// Which models' adversarial images mislead which other models.
//
// For each data set and encoder a row for each label kind that images were made against, and a
// column for each that they were tried on: the share of images that the latter decided correctly as
// they were and still does. Where images were tried on the model they were made against, that is
// its accuracy under the attack itself. Refuses runs of which nothing was transferred.
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "experiments/report/attack_titles.h"
#include "experiments/report/attacked_runs.h"
#include "experiments/report/compared_kinds.h"
#include "experiments/report/compared_runs.h"
#include "experiments/report/report.h"
#include "experiments/report/titles.h"
#include "experiments/robustness/table_parts.h"
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
  const bool own = target.Spec().label() == source;
  for (const NamedAttack& attack : target.attacks) {
    const AttackResult& result = *attack.result;
    if (!IsSameAttack(result.recipe(), recipe) || result.has_transferred_from() == own) continue;
    if (own || result.transferred_from().label().kind() == source) return &attack;
  }
  return nullptr;
}

absl::StatusOr<Cell> TransferCell(const Catalogue& catalogue, const AttackedRun* target,
                                  const std::string& source, const AttackRecipe& recipe) {
  Cell cell;
  const NamedAttack* attack = target == nullptr ? nullptr : FindTransfer(*target, source, recipe);
  if (attack == nullptr || !attack->IsMeasured()) {
    cell.set_status(target == nullptr ? Cell::NOT_APPLICABLE : Cell::ABSENT);
    if (target != nullptr) {
      cell.set_note(absl::StrCat(target->Spec().name(), ": images made against ",
                                 LabelTitle(catalogue, source), " were not tried"));
    }
    return cell;
  }
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(*attack->result));
  const std::optional<double> accuracy = summary.AccuracyAt(recipe.epsilons(0));
  if (accuracy.has_value()) cell.set_value(*accuracy);
  return cell;
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  const Catalogue& catalogue = spec.catalogue();
  LABELREP_ASSIGN_OR_RETURN(const std::vector<AttackedRun> runs, GroupAttacks(spec, inputs));
  const std::optional<AttackRecipe> recipe = TransferredRecipe(runs);
  if (!recipe.has_value() || recipe->epsilons().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(spec.name(), ": no attack of the profile has a transfer_epsilon"));
  }
  const std::vector<std::string> kinds = LabelKinds(catalogue, OutcomesOf(runs));
  Table table;
  SetTableHeadings(spec, runs, table);
  table.add_row_headings("made against");
  AddKindColumns(catalogue, "tried on", kinds, table);
  for (const ComparedKinds& compared : CompareKinds(catalogue, runs)) {
    for (const std::string& source : kinds) {
      if (compared.Find(source) == nullptr) continue;
      Row& row = *table.add_rows();
      row.add_headings(compared.title);
      row.add_headings(LabelTitle(catalogue, source));
      for (const std::string& kind : kinds) {
        LABELREP_ASSIGN_OR_RETURN(*row.add_cells(),
                                  TransferCell(catalogue, compared.Find(kind), source, *recipe));
      }
    }
  }
  table.add_notes(absl::StrCat(AttackTitle(catalogue, *recipe), "; epsilon ",
                               EpsilonInPixels(recipe->epsilons(0)),
                               ". Images that were decided wrongly as they were count as wrong; "
                               "the diagonal is the attack on the model itself."));
  return table;
}

const RegisteredTable kRegistered("transfer_table", &Make);

}  // namespace
}  // namespace labelrep
