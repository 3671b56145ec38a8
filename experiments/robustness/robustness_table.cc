// What attacks say about every model, in numbers: accuracy by epsilon, worst case and verdict.
//
// For each model a row for each attack: accuracy at each epsilon, the area under that curve, and
// how much larger the area is than under the release's variant of the attack and in bf16. Then a
// row with the worst case over all attacks and the verdict on masked gradients
// (lib/attack/masking_verdict.h), whose warnings are spelled out below the table. Cells without a
// measurement are marked, with the reason.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/attack_titles.h"
#include "experiments/report/attacked_runs.h"
#include "experiments/report/report.h"
#include "experiments/report/titles.h"
#include "experiments/robustness/run_verdict.h"
#include "experiments/robustness/table_parts.h"
#include "lib/attack/masking_verdict.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// The columns: 0, then every epsilon of some attack.
std::vector<double> AllEpsilons(const std::vector<AttackedRun>& runs) {
  std::set<double> epsilons = {0};
  for (const AttackedRun& run : runs) {
    for (const NamedAttack& attack : run.attacks) {
      const auto& own = attack.result->recipe().epsilons();
      epsilons.insert(own.begin(), own.end());
    }
  }
  return {epsilons.begin(), epsilons.end()};
}

void AddColumns(const std::vector<double>& epsilons, Table& table) {
  for (const char* heading : {"label", "attack"}) table.add_row_headings(heading);
  for (const double epsilon : epsilons) {
    AddShareColumn({"accuracy at epsilon", absl::StrCat(epsilon)}, table);
  }
  for (const char* heading : {"area under curve", "minus release", "minus bf16"}) {
    AddShareColumn({"whole curve", heading}, table);
  }
  Column& verdict = *table.add_columns();
  verdict.add_headings("");
  verdict.add_headings("masking warns of");
}

// Accuracy at each of the table's epsilons, and the area; cells that the curve does not have are
// not applicable.
void AddCurve(const RobustnessSummary& summary, const std::vector<double>& epsilons, bool has_area,
              Row& row) {
  for (const double epsilon : epsilons) {
    const std::optional<double> accuracy = summary.AccuracyAt(epsilon);
    *row.add_cells() =
        accuracy.has_value() ? ShareCell(*accuracy) : MarkedCell(Cell::NOT_APPLICABLE);
  }
  *row.add_cells() =
      has_area ? ShareCell(summary.AreaUnderCurve()) : MarkedCell(Cell::NOT_APPLICABLE);
}

bool IsThere(const NamedAttack* attack) { return attack != nullptr && attack->IsMeasured(); }

// Over their common images; not applicable without `other`.
absl::StatusOr<Cell> AreaMinus(const AttackResult& result, const NamedAttack* other) {
  if (!IsThere(other)) return MarkedCell(Cell::NOT_APPLICABLE);
  const int64_t images = std::min(result.classes_size(), other->result->classes_size());
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary own, Summarize(result, images));
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary of_other, Summarize(*other->result, images));
  return ShareCell(own.AreaUnderCurve() - of_other.AreaUnderCurve());
}

void AddHeadings(const Catalogue& catalogue, const AttackedRun& run, const std::string& title,
                 Row& row) {
  const ReportSpec::Run& spec = run.Spec();
  row.add_headings(absl::StrCat(DatasetTitle(catalogue, spec.dataset()), ", ",
                                EncoderTitle(catalogue, spec.encoder())));
  row.add_headings(LabelTitle(catalogue, spec.label()));
  row.add_headings(title);
}

absl::Status AddAttack(const Catalogue& catalogue, const AttackedRun& run,
                       const NamedAttack& attack, const std::string& title,
                       const std::vector<double>& epsilons, Table& table) {
  Row& row = *table.add_rows();
  AddHeadings(catalogue, run, title, row);
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(*attack.result));
  const bool has_area = attack.result->epsilons_size() > 1;
  AddCurve(summary, epsilons, has_area, row);
  for (const NamedAttack* other : {InVariant(AttackRecipe::RELEASE, attack, run),
                                   InPrecision(Recipe::BF16_AUTOCAST, attack, run)}) {
    LABELREP_ASSIGN_OR_RETURN(*row.add_cells(),
                              AreaMinus(*attack.result, has_area ? other : nullptr));
  }
  *row.add_cells() = MarkedCell(Cell::NOT_APPLICABLE);
  return absl::OkStatus();
}

// The worst case of a model and the verdict on it, whose warnings are spelled out below the table.
absl::Status AddWorstCase(const Catalogue& catalogue, const AttackedRun& run,
                          const std::vector<double>& epsilons, Table& table) {
  LABELREP_ASSIGN_OR_RETURN(const RunVerdict verdict, JudgeRun(run));
  Row& row = *table.add_rows();
  AddHeadings(catalogue, run, "worst case", row);
  // Its points are over different images and attacks, so it has no area.
  AddCurve(verdict.worst_case, epsilons, /*has_area=*/false, row);
  for (int i = 0; i < 2; ++i) *row.add_cells() = MarkedCell(Cell::NOT_APPLICABLE);
  row.add_cells()->set_text(verdict.Warnings());
  for (const MaskingCheck& check : verdict.masking.checks) {
    if (check.reading == MaskingCheck::Reading::kPass) continue;
    const bool warns = check.reading == MaskingCheck::Reading::kWarn;
    table.add_notes(absl::StrCat(run.Spec().name(), warns ? ", warns of " : ", not measured: ",
                                 check.name, ": ", check.detail));
  }
  return absl::OkStatus();
}

// Where some attack has another norm.
void AddNormNote(const std::vector<AttackedRun>& runs, Table& table) {
  for (const AttackedRun& run : runs) {
    for (const NamedAttack& attack : run.attacks) {
      if (attack.result->norm() == AttackResult::LINF) continue;
      table.add_notes(
          "Epsilon bounds the largest change of an element (L-infinity), but where a row names "
          "another norm; the worst case is over the attacks in L-infinity.");
      return;
    }
  }
}

absl::Status AddRun(const Catalogue& catalogue, const AttackedRun& run,
                    const std::vector<double>& epsilons, Table& table) {
  std::set<std::string> titles;
  for (const NamedAttack& attack : run.attacks) {
    if (!attack.IsMeasured()) continue;
    std::string title = TitleWithImages(catalogue, *attack.result);
    if (!titles.insert(title).second) {
      // Another attack that differs in how strong it is only.
      absl::StrAppend(&title, ", epsilon ",
                      absl::StrJoin(attack.result->recipe().epsilons(), ", "));
    }
    LABELREP_RETURN_IF_ERROR(AddAttack(catalogue, run, attack, title, epsilons, table));
  }
  if (!DecisiveAttacks(run).empty()) return AddWorstCase(catalogue, run, epsilons, table);
  const bool any_measured = std::any_of(run.attacks.begin(), run.attacks.end(),
                                        [](const NamedAttack& a) { return a.IsMeasured(); });
  if (any_measured) return absl::OkStatus();
  Row& row = *table.add_rows();
  AddHeadings(catalogue, run, "none", row);
  Cell cell = UnmeasuredCell(run);
  if (!cell.has_note()) cell.set_note(run.Spec().name() + ": no attack on it");
  for (int i = 0; i < table.columns_size(); ++i) *row.add_cells() = cell;
  return absl::OkStatus();
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<AttackedRun> runs, GroupAttacks(spec, inputs));
  Table table;
  SetTableHeadings(spec, runs, table);
  const std::vector<double> epsilons = AllEpsilons(runs);
  AddColumns(epsilons, table);
  table.add_notes(absl::StrCat("Epsilon is in normalised units; ", EpsilonInPixels(0.1),
                               ". Accuracy is on the true class, over all of the first images of "
                               "the test split, those decided wrongly without attack included."));
  table.add_notes(
      "area under curve: of accuracy from epsilon 0 to the attack's largest, as a share of the "
      "best. "
      "minus release, minus bf16: against the released code's variant of the same attack, and "
      "against model and attack in bf16, over their common images; bf16 is not part of the worst "
      "case.");
  table.add_notes(
      "worst case: an image counts as correct where no attack up to that epsilon misled the model, "
      "over the images that all of those attacks were given.");
  AddNormNote(runs, table);
  for (const AttackedRun& run : runs) {
    LABELREP_RETURN_IF_ERROR(AddRun(spec.catalogue(), run, epsilons, table));
  }
  const auto any = [](const NamedAttack&, const AttackedRun&) { return true; };
  for (const std::string& missing : MissingAttacks(runs, any)) {
    table.add_notes("Missing: " + missing);
  }
  return table;
}

const RegisteredTable kRegistered("robustness_table", &Make);

}  // namespace
}  // namespace labelrep
