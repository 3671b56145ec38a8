#include "experiments/tables/accuracy_table.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/tables/accuracy_cell.h"
#include "experiments/tables/compared_runs.h"
#include "experiments/tables/recipe_summary.h"
#include "experiments/tables/run_results.h"
#include "experiments/tables/titles.h"
#include "lib/base/status_macros.h"
#include "lib/report/display_table.h"

namespace labelrep {
namespace {

// The rows of a kind. Those of the paper are fixed; others follow from what was measured.
std::vector<Decision> Decisions(const std::string& kind, const std::vector<RunOutcome>& outcomes) {
  if (kind == "category" || kind == "smooth") return {Decision::kLargestOutput};
  if (kind == "speech" || kind == "shuffle" || kind == "composite" || kind == "constant") {
    return {Decision::kThreshold, Decision::kNearestLabel};
  }
  std::vector<Decision> decisions;
  for (Decision decision :
       {Decision::kLargestOutput, Decision::kThreshold, Decision::kNearestLabel}) {
    if (std::any_of(outcomes.begin(), outcomes.end(), [&](const RunOutcome& outcome) {
          return outcome.run->label() == kind &&
                 CorrectDecisions(outcome.result->test(), decision).has_value();
        })) {
      decisions.push_back(decision);
    }
  }
  return decisions.empty() ? std::vector<Decision>{Decision::kNearestLabel} : decisions;
}

// "10,000 test images", or by data set where they differ.
std::string TestImages(const std::vector<RunOutcome>& outcomes) {
  std::map<int64_t, std::vector<std::string>> datasets;
  for (const RunOutcome& outcome : outcomes) {
    if (!outcome.IsMeasured()) continue;
    std::vector<std::string>& names = datasets[outcome.result->test().images()];
    const std::string title = DatasetTitle(outcome.run->dataset());
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

std::string Subtitle(const TableSpec& spec, const std::vector<RunOutcome>& outcomes) {
  std::vector<std::string> parts = {ProfileTitle(spec.profile()), TestImages(outcomes),
                                    SummarizeRecipes(ShownRecipes(outcomes))};
  parts.erase(std::remove(parts.begin(), parts.end(), ""), parts.end());
  return absl::StrJoin(parts, ". ");
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

}  // namespace

absl::StatusOr<Table> MakeAccuracyTable(const TableSpec& spec,
                                        const std::vector<RunResult>& results) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<RunOutcome> outcomes, CheckedOutcomes(spec, results));
  Table table;
  table.set_name(spec.name());
  table.set_title("Table 1: test accuracy");
  table.set_subtitle(Subtitle(spec, outcomes));
  table.set_profile(spec.profile());
  table.add_row_headings("label");
  table.add_row_headings("decision");
  const std::vector<ComparedModels> columns = ModelsOf(outcomes);
  for (const ComparedModels& models : columns) {
    Column& column = *table.add_columns();
    column.add_headings(absl::StrCat(DatasetTitle(models.dataset), " accuracy"));
    column.add_headings(EncoderTitle(models.encoder));
    column.set_unit("%");
  }
  for (const std::string& kind : LabelKinds(outcomes)) {
    for (Decision decision : Decisions(kind, outcomes)) {
      Row& row = *table.add_rows();
      row.add_headings(LabelTitle(kind));
      row.add_headings(DecisionTitle(decision));
      for (const ComparedModels& models : columns) {
        *row.add_cells() = MakeAccuracyCell(RunsOf(models, kind, outcomes), decision);
      }
    }
  }
  AddNotes(outcomes, table);
  return table;
}

absl::StatusOr<Table> ReadAccuracyTable(const TableSpec& spec) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<RunResult> results, ReadRunResults(spec));
  return MakeAccuracyTable(spec, results);
}

}  // namespace labelrep
