// Table 1: test accuracy by label kind and decision, data set and encoder.
//
// Rows: the label kinds, each by the decision rules that the catalogue gives it, else by those that
// were measured. A cell is the share of test images decided correctly, over several seeds their
// mean and (sample) standard deviation. A run that failed or is absent marks its cell and is named;
// where other seeds are there, the cell has their mean and names it too.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/accuracy_cell.h"
#include "experiments/report/compared_runs.h"
#include "experiments/report/recipe_summary.h"
#include "experiments/report/report.h"
#include "experiments/report/titles.h"
#include "lib/base/status_macros.h"
#include "lib/report/display_table.h"

namespace labelrep {
namespace {

constexpr Decision kDecisions[] = {Decision::kLargestOutput, Decision::kThreshold,
                                   Decision::kNearestLabel};

// What the catalogue calls a decision.
std::string DecisionName(Decision decision) {
  switch (decision) {
    case Decision::kLargestOutput:
      return "LARGEST_OUTPUT";
    case Decision::kThreshold:
      return "THRESHOLD";
    case Decision::kNearestLabel:
      return "NEAREST_LABEL";
  }
  return "";
}

bool WasMeasured(const std::string& kind, Decision decision,
                 const std::vector<RunOutcome>& outcomes) {
  return std::any_of(outcomes.begin(), outcomes.end(), [&](const RunOutcome& outcome) {
    return outcome.run->label() == kind &&
           CorrectDecisions(outcome.result->test(), decision).has_value();
  });
}

// The rows of a kind.
std::vector<Decision> Decisions(const Catalogue& catalogue, const std::string& kind,
                                const std::vector<RunOutcome>& outcomes) {
  const Catalogue::LabelKind* entry = FindLabelKind(catalogue, kind);
  const bool is_given = entry != nullptr && !entry->decisions().empty();
  std::vector<Decision> decisions;
  for (const Decision decision : kDecisions) {
    if (is_given ? std::count(entry->decisions().begin(), entry->decisions().end(),
                              DecisionName(decision)) > 0
                 : WasMeasured(kind, decision, outcomes)) {
      decisions.push_back(decision);
    }
  }
  return decisions.empty() ? std::vector<Decision>{Decision::kNearestLabel} : decisions;
}

// "10,000 test images", or by data set where they differ.
std::string TestImages(const Catalogue& catalogue, const std::vector<RunOutcome>& outcomes) {
  std::map<int64_t, std::vector<std::string>> datasets;
  for (const RunOutcome& outcome : outcomes) {
    if (!outcome.IsMeasured()) continue;
    std::vector<std::string>& names = datasets[outcome.result->test().images()];
    const std::string title = DatasetTitle(catalogue, outcome.run->dataset());
    if (std::count(names.begin(), names.end(), title) == 0) names.push_back(title);
  }
  Column whole_number;
  whole_number.set_decimals(0);
  std::vector<std::string> parts;
  for (const auto& [images, names] : datasets) {
    const std::string which =
        datasets.size() > 1 ? absl::StrCat(" (", absl::StrJoin(names, ", "), ")") : "";
    parts.push_back(absl::StrCat(FormatNumber(static_cast<double>(images), whole_number), which));
  }
  return parts.empty() ? "" : absl::StrCat(absl::StrJoin(parts, ", "), " test images");
}

// The runs of a cell: one for each seed.
std::vector<RunOutcome> RunsOf(const ComparedModels& models, const std::string& kind,
                               const std::vector<RunOutcome>& outcomes) {
  std::vector<RunOutcome> runs;
  for (const RunOutcome& outcome : outcomes) {
    if (models.Include(*outcome.run) && outcome.run->label() == kind) runs.push_back(outcome);
  }
  return runs;
}

void AddNotes(const std::vector<RunOutcome>& outcomes, Table& table) {
  const auto any = [&](auto predicate) {
    return std::any_of(outcomes.begin(), outcomes.end(), predicate);
  };
  if (any([](const RunOutcome& outcome) {
        return outcome.result->test().has_correct_by_nearest_label();
      })) {
    table.add_notes(
        "NN: correct where the output is nearest (mean squared distance) to the label of the "
        "image's class.");
  }
  if (any([](const RunOutcome& outcome) {
        return outcome.result->test().has_correct_by_threshold();
      })) {
    table.add_notes(
        "threshold: correct where the smooth L1 loss to the label of the image's class is below "
        "the label set's threshold (3.5 in the paper).");
  }
  AddSpreadNote(table);
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  const Catalogue& catalogue = spec.catalogue();
  LABELREP_ASSIGN_OR_RETURN(const std::vector<RunOutcome> outcomes,
                            CheckedOutcomes(spec, inputs.runs));
  Table table;
  table.set_name(spec.name());
  table.set_title(spec.title());
  table.set_subtitle(
      JoinSentences({ProfileTitle(catalogue, spec.profile()), TestImages(catalogue, outcomes),
                     SummarizeRecipes(catalogue, ShownRecipes(outcomes))}));
  table.set_profile(spec.profile());
  table.add_row_headings("label");
  table.add_row_headings("decision");
  const std::vector<ComparedModels> columns = ModelsOf(catalogue, outcomes);
  for (const ComparedModels& models : columns) {
    Column& column = *table.add_columns();
    column.add_headings(absl::StrCat(models.dataset_title, " accuracy"));
    column.add_headings(models.encoder_title);
    column.set_unit("%");
  }
  for (const std::string& kind : LabelKinds(catalogue, outcomes)) {
    for (Decision decision : Decisions(catalogue, kind, outcomes)) {
      Row& row = *table.add_rows();
      row.add_headings(LabelTitle(catalogue, kind));
      row.add_headings(DecisionTitle(decision));
      for (const ComparedModels& models : columns) {
        *row.add_cells() = MakeAccuracyCell(RunsOf(models, kind, outcomes), decision);
      }
    }
  }
  AddNotes(outcomes, table);
  return table;
}

const RegisteredTable kRegistered("accuracy_table", &Make);

}  // namespace
}  // namespace labelrep
