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

// Adds the rows of the runs.
class RowMaker {
 public:
  RowMaker(const ReportRuns& runs, const std::vector<double>& epsilons, Table& table)
      : runs_(runs), epsilons_(epsilons), table_(table) {}

  absl::Status AddRun(const RunOutcome& run) {
    std::set<std::string> titles;
    for (const ReportAttack& attack : run.attacks) {
      if (!attack.IsMeasured()) continue;
      std::string title = attack.title_with_images;
      if (!titles.insert(title).second) {
        // Another attack that differs in how strong it is only.
        absl::StrAppend(&title, ", epsilon ",
                        absl::StrJoin(attack.result->recipe().epsilons(), ", "));
      }
      LABELREP_RETURN_IF_ERROR(AddAttack(run, attack, title));
    }
    LABELREP_ASSIGN_OR_RETURN(const std::optional<RunVerdict> verdict, JudgeRun(run));
    if (verdict.has_value()) {
      AddWorstCase(run, *verdict);
    } else if (titles.empty()) {
      Row& row = AddRunRow(run, "none");
      Cell cell = UnmeasuredCell(run);
      if (!cell.has_note()) cell.set_note(run.run->name() + ": no attack on it");
      for (int i = 0; i < table_.columns_size(); ++i) *row.add_cells() = cell;
    }
    return absl::OkStatus();
  }

 private:
  Row& AddRunRow(const RunOutcome& run, const std::string& title) {
    const ComparedModels& models = runs_.models[run.models];
    return AddRow(table_, {absl::StrCat(models.dataset_title, ", ", models.encoder_title),
                           runs_.kinds[run.kind].title(), title});
  }

  void AddAccuracies(const RobustnessSummary& summary, Row& row) {
    for (const double epsilon : epsilons_) {
      *row.add_cells() = NumberCell(summary.AccuracyAt(epsilon));
    }
  }

  absl::Status AddAttack(const RunOutcome& run, const ReportAttack& attack,
                         const std::string& title) {
    Row& row = AddRunRow(run, title);
    LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(*attack.result));
    AddAccuracies(summary, row);
    std::vector<std::optional<double>> areas(3);
    if (attack.result->epsilons_size() > 1) {
      areas[0] = summary.AreaUnderCurve();
      LABELREP_ASSIGN_OR_RETURN(
          areas[1],
          AreaMinus(*attack.result, InVariant(AttackRecipe::RELEASE, attack, run.attacks)));
      LABELREP_ASSIGN_OR_RETURN(
          areas[2],
          AreaMinus(*attack.result, InPrecision(Recipe::BF16_AUTOCAST, attack, run.attacks)));
    }
    for (const std::optional<double>& area : areas) *row.add_cells() = NumberCell(area);
    *row.add_cells() = MarkedCell(Cell::NOT_APPLICABLE);
    return absl::OkStatus();
  }

  // The worst case of a model and the verdict on it.
  void AddWorstCase(const RunOutcome& run, const RunVerdict& verdict) {
    Row& row = AddRunRow(run, "worst case");
    AddAccuracies(verdict.worst_case, row);
    // Its points are over different images and attacks, so it has no area.
    for (int i = 0; i < 3; ++i) *row.add_cells() = MarkedCell(Cell::NOT_APPLICABLE);
    row.add_cells()->set_text(verdict.Warnings());
    for (const MaskingCheck& check : verdict.masking.checks) {
      if (check.reading == MaskingCheck::Reading::kPass) continue;
      const bool warns = check.reading == MaskingCheck::Reading::kWarn;
      table_.add_notes(absl::StrCat(run.run->name(), warns ? ", warns of " : ", not measured: ",
                                    check.name, ": ", check.detail));
    }
  }

  const ReportRuns& runs_;
  const std::vector<double>& epsilons_;
  Table& table_;
};

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
  RowMaker rows(runs, epsilons, table);
  for (const RunOutcome& run : runs.outcomes) LABELREP_RETURN_IF_ERROR(rows.AddRun(run));
  const auto any = [](const ReportAttack&, const RunOutcome&) { return true; };
  for (const std::string& missing : MissingAttacks(runs.outcomes, any)) {
    table.add_notes("Missing: " + missing);
  }
  return table;
}

const RegisteredForm kRegistered("robustness_table", &Make);

}  // namespace
}  // namespace labelrep
