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
#include "experiments/report/missing.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "experiments/robustness/run_verdict.h"
#include "lib/attack/masking_verdict.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// The columns: 0, then every epsilon of some attack.
std::vector<double> AllEpsilons(const ReportRuns& runs) {
  std::set<double> epsilons = {0};
  for (const RunOutcome& run : runs.outcomes) {
    for (const ReportAttack& attack : run.attacks) {
      const auto& own = attack.result->recipe().epsilons();
      epsilons.insert(own.begin(), own.end());
    }
  }
  return {epsilons.begin(), epsilons.end()};
}

// The area under the curve of the attack minus that of `other`, over their common images; none
// without `other`.
absl::StatusOr<std::optional<double>> AreaMinus(const AttackResult& result,
                                                const ReportAttack* other) {
  if (other == nullptr || !other->IsMeasured()) return std::nullopt;
  const int64_t images = std::min(result.classes_size(), other->result->classes_size());
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary own, Summarize(result, images));
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary of_other, Summarize(*other->result, images));
  return own.AreaUnderCurve() - of_other.AreaUnderCurve();
}

std::vector<Cell> Accuracies(const RobustnessSummary& summary,
                             const std::vector<double>& epsilons) {
  std::vector<Cell> cells;
  for (const double epsilon : epsilons) cells.push_back(NumberCell(summary.AccuracyAt(epsilon)));
  return cells;
}

absl::StatusOr<std::vector<Cell>> AttackCells(const ReportAttack& attack, const RunOutcome& run,
                                              const std::vector<double>& epsilons) {
  const AttackResult& result = *attack.result;
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(result));
  std::vector<Cell> cells = Accuracies(summary, epsilons);
  std::optional<double> area;
  std::optional<double> minus_release;
  std::optional<double> minus_bf16;
  if (result.epsilons_size() > 1) {
    area = summary.AreaUnderCurve();
    LABELREP_ASSIGN_OR_RETURN(
        minus_release, AreaMinus(result, InVariant(AttackRecipe::RELEASE, attack, run.attacks)));
    LABELREP_ASSIGN_OR_RETURN(
        minus_bf16, AreaMinus(result, InPrecision(Recipe::BF16_AUTOCAST, attack, run.attacks)));
  }
  const std::optional<double> no_warnings;
  for (const auto& value : {area, minus_release, minus_bf16, no_warnings}) {
    cells.push_back(NumberCell(value));
  }
  return cells;
}

void AddWorstCase(const RunVerdict& verdict, const std::vector<double>& epsilons,
                  const std::vector<std::string>& model, Table& table) {
  // Its points are over different images and attacks, so it has no area.
  std::vector<Cell> cells(epsilons.size() + 4, MarkedCell(Cell::NOT_APPLICABLE));
  std::vector<Cell> attacks = cells;
  for (size_t i = 0; i < epsilons.size(); ++i) {
    const AccuracyAtEpsilon* const point = verdict.worst_case.At(epsilons[i]);
    if (point == nullptr) continue;
    cells[i] = WorstCaseCell(*point);
    attacks[i] = WorstCaseAttacksCell(*point);
  }
  cells.back() = TextCell(verdict.Warnings());
  const auto headed = [&](const std::string& title) {
    std::vector<std::string> headings = model;
    headings.push_back(title);
    return headings;
  };
  AddRow(table, headed("worst case"), cells);
  AddRow(table, headed(kWorstCaseAttacksTitle), attacks);
}

void AddVerdictNotes(const RunOutcome& run, const RunVerdict& verdict, Table& table) {
  for (const MaskingCheck& check : verdict.masking.checks) {
    if (check.reading == MaskingCheck::Reading::kPass) continue;
    const bool warns = check.reading == MaskingCheck::Reading::kWarn;
    table.add_notes(absl::StrCat(run.spec->name(), ", ", ReadingText(check.reading),
                                 warns ? " of " : ": ", check.name, ": ", check.detail));
  }
}

absl::Status AddRun(const ReportRuns& runs, const RunOutcome& run,
                    const std::vector<double>& epsilons, Table& table) {
  const ComparedModels& models = runs.models[run.models];
  const std::string model = absl::StrCat(models.dataset_title, ", ", models.encoder_title);
  const std::string& kind = runs.kinds[run.kind].title();
  std::multiset<std::string> titles;
  for (const ReportAttack& attack : run.attacks) {
    if (attack.IsMeasured()) titles.insert(attack.title_with_images);
  }
  for (const ReportAttack& attack : run.attacks) {
    if (!attack.IsMeasured()) continue;
    std::string title = attack.title_with_images;
    if (titles.count(title) > 1) {
      // Attacks that differ in how strong they are only.
      absl::StrAppend(&title, ", epsilon ",
                      absl::StrJoin(attack.result->recipe().epsilons(), ", "));
    }
    LABELREP_ASSIGN_OR_RETURN(const std::vector<Cell> cells, AttackCells(attack, run, epsilons));
    AddRow(table, {model, kind, title}, cells);
  }
  LABELREP_ASSIGN_OR_RETURN(const std::optional<RunVerdict> verdict, JudgeRun(run));
  if (verdict.has_value()) {
    AddWorstCase(*verdict, epsilons, {model, kind}, table);
    AddVerdictNotes(run, *verdict, table);
  } else if (titles.empty()) {
    Cell cell = UnmeasuredCell(run);
    if (!cell.has_note()) cell.set_note(run.spec->name() + ": no attack on it");
    AddRow(table, {model, kind, "none"}, std::vector<Cell>(table.columns_size(), cell));
  }
  return absl::OkStatus();
}

void AddNotes(const ReportRuns& runs, Table& table) {
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
  for (const RunOutcome& run : runs.outcomes) {
    if (std::any_of(run.attacks.begin(), run.attacks.end(),
                    [](const ReportAttack& attack) { return attack.norm != AttackResult::LINF; })) {
      table.add_notes(
          "Epsilon bounds the largest change of an element (L-infinity), but where a row names "
          "another norm; the worst case is over the attacks in L-infinity.");
      return;
    }
  }
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  Table table = StartTable(spec, RunsSubtitle(spec, runs), {"data, encoder", "label", "attack"});
  const std::vector<double> epsilons = AllEpsilons(runs);
  for (const double epsilon : epsilons) {
    AddColumn(table, {"accuracy at epsilon", absl::StrCat(epsilon)}, "%", 1);
  }
  for (const char* heading : {"area under curve", "minus release", "minus bf16"}) {
    AddColumn(table, {"whole curve", heading}, "%", 1);
  }
  AddColumn(table, {"", "masking warns of"});
  AddNotes(runs, table);
  for (const RunOutcome& run : runs.outcomes) {
    LABELREP_RETURN_IF_ERROR(AddRun(runs, run, epsilons, table));
  }
  const auto any = [](const ReportAttack&, const RunOutcome&) { return true; };
  for (const std::string& missing : MissingAttacks(runs.outcomes, any)) {
    table.add_notes("Missing: " + missing);
  }
  return table;
}

const RegisteredForm kRegistered("robustness_table", &Make);

}  // namespace
}  // namespace labelrep
