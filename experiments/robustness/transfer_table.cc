// Which models' adversarial images mislead which other models.
//
// For each data set, encoder and epsilon a row for each label kind that images were made against,
// and a column for each that they were tried on: the share of images that the latter decided
// correctly as they were and still does. Where images were tried on the model they were made
// against, that is its accuracy under the attack itself. Refuses runs of which nothing was
// transferred.
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// The first that was transferred; null for none.
const ReportAttack* FindTransferred(const ReportRuns& runs) {
  for (const RunOutcome& run : runs.outcomes) {
    for (const ReportAttack& attack : run.attacks) {
      if (attack.result->has_transferred_from()) return &attack;
    }
  }
  return nullptr;
}

// Of the attack on the model itself where `source` is its own kind.
const ReportAttack* FindTransfer(const RunOutcome& target, const std::string& source,
                                 const AttackRecipe& recipe) {
  const bool own = target.spec->label() == source;
  for (const ReportAttack& attack : target.attacks) {
    const AttackResult& result = *attack.result;
    if (result.recipe().SerializeAsString() != recipe.SerializeAsString()) continue;
    if (result.has_transferred_from() == own) continue;
    if (own || result.transferred_from().label().kind() == source) return &attack;
  }
  return nullptr;
}

absl::StatusOr<Cell> TransferCell(const RunOutcome& target, const Catalogue::LabelKind& source,
                                  const AttackRecipe& recipe, double epsilon) {
  const ReportAttack* attack = FindTransfer(target, source.name(), recipe);
  if (attack == nullptr || !attack->IsMeasured()) {
    return MarkedCell(Cell::ABSENT, absl::StrCat(target.spec->name(), ": images made against ",
                                                 source.title(), " were not tried"));
  }
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(*attack->result));
  return NumberCell(summary.AccuracyAt(epsilon));
}

absl::Status AddRows(const ReportRuns& runs, const KindGroup& group, const AttackRecipe& recipe,
                     double epsilon, Table& table) {
  for (size_t source = 0; source < runs.kinds.size(); ++source) {
    if (group.by_kind[source] == nullptr) continue;
    Row& row = AddRow(table, {group.title, absl::StrCat(epsilon), runs.kinds[source].title()});
    for (const RunOutcome* target : group.by_kind) {
      *row.add_cells() = MarkedCell(Cell::NOT_APPLICABLE);
      if (target == nullptr) continue;
      LABELREP_ASSIGN_OR_RETURN(*row.mutable_cells()->rbegin(),
                                TransferCell(*target, runs.kinds[source], recipe, epsilon));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  const ReportAttack* transferred = FindTransferred(runs);
  if (transferred == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat(spec.name(), ": no attack of the profile has transfers"));
  }
  const AttackRecipe& recipe = transferred->result->recipe();
  Table table =
      StartTable(spec, RunsSubtitle(spec, runs), {"data, encoder", "epsilon", "made against"});
  NameColumnHeadings(table, {"measure", "label"});
  for (const auto& kind : runs.kinds) AddColumn(table, {"tried on", kind.title()}, "%", 1);
  for (const KindGroup& group : GroupKinds(runs)) {
    for (const double epsilon : recipe.epsilons()) {
      LABELREP_RETURN_IF_ERROR(AddRows(runs, group, recipe, epsilon, table));
    }
  }
  table.add_notes(absl::StrCat(
      transferred->title, ". Epsilon is in normalised units; ", EpsilonInPixels(0.1),
      ". Images that were decided wrongly as they were count as wrong; the diagonal is the attack "
      "on the model itself."));
  return table;
}

const RegisteredForm kRegistered("transfer_table", &Make);

}  // namespace
}  // namespace labelrep
