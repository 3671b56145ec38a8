// Table 1: test accuracy by label kind and decision, data set and encoder.
//
// Rows: the label kinds, each by the decision rules that the catalogue gives it, else by those that
// were measured. A cell is the share of test images decided correctly, over several seeds their
// mean and (sample) standard deviation. A run that failed or is absent marks its cell and is named;
// where other seeds are there, the cell has their mean and names it too.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/report/recipe_summary.h"
#include "experiments/report/report.h"
#include "experiments/report/table_parts.h"
#include "experiments/report/titles.h"
#include "lib/base/status_macros.h"
#include "lib/report/display_table.h"

namespace labelrep {
namespace {

bool WasMeasured(const Decision& decision, const std::vector<RunOutcome>& outcomes) {
  return std::any_of(outcomes.begin(), outcomes.end(), [&](const RunOutcome& outcome) {
    return decision.accuracy(*outcome.result).has_value();
  });
}

// The rows of a kind.
std::vector<Decision> Decisions(const ReportRuns& runs, int kind) {
  const auto& given = runs.kinds[kind].decisions();
  std::vector<RunOutcome> of_kind;
  for (const RunOutcome& outcome : runs.outcomes) {
    if (outcome.kind == kind) of_kind.push_back(outcome);
  }
  std::vector<Decision> decisions;
  for (const Decision& decision : {kLargestOutput, kThreshold, kNearestLabel}) {
    if (given.empty() ? WasMeasured(decision, of_kind)
                      : std::count(given.begin(), given.end(), decision.name) > 0) {
      decisions.push_back(decision);
    }
  }
  return decisions.empty() ? std::vector<Decision>{kNearestLabel} : decisions;
}

// "10,000 test images", or by data set where they differ.
std::string TestImages(const ReportRuns& runs) {
  Column whole_number;
  whole_number.set_decimals(0);
  NamesByText datasets;
  for (const RunOutcome& outcome : runs.outcomes) {
    if (!outcome.IsMeasured()) continue;
    const auto images = static_cast<double>(outcome.result->test().images());
    datasets.Add(FormatNumber(images, whole_number), runs.models[outcome.models].dataset_title);
  }
  return datasets.Groups().empty() ? "" : datasets.Text() + " test images";
}

Cell AccuracyCell(const Catalogue& catalogue, const ReportRuns& runs, int models, int kind,
                  const Decision& decision) {
  const std::vector<RunOutcome> seeds = runs.Of(models, kind);
  const auto& has_labels = runs.kinds[kind].datasets();
  const std::string& dataset = runs.models[models].dataset_title;
  const auto is_dataset = [&](const std::string& name) {
    return TitleOf(catalogue.datasets(), name) == dataset;
  };
  if (seeds.empty() && !has_labels.empty() &&
      std::none_of(has_labels.begin(), has_labels.end(), is_dataset)) {
    return MarkedCell(Cell::ABSENT, absl::StrCat("no labels for ", dataset,
                                                 ": this kind's entry in labels/catalogue.bzl "
                                                 "names none"));
  }
  return MakeSeedCell(seeds, decision.accuracy);
}

absl::StatusOr<Table> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  const std::string subtitle =
      JoinSentences({TitleOf(spec.catalogue().profiles(), spec.profile()), TestImages(runs),
                     SummarizeRecipes(spec.catalogue(), runs.outcomes)});
  Table table = StartTable(spec, subtitle, {"label", "decision"});
  NameColumnHeadings(table, {"measure", "encoder"});
  for (const ComparedModels& models : runs.models) {
    AddColumn(table, {models.dataset_title + " accuracy", models.encoder_title}, "%");
  }
  for (int kind = 0; kind < runs.kinds.size(); ++kind) {
    for (const Decision& decision : Decisions(runs, kind)) {
      Row& row = AddRow(table, {runs.kinds[kind].title(), decision.title});
      for (int models = 0; models < runs.models.size(); ++models) {
        *row.add_cells() = AccuracyCell(spec.catalogue(), runs, models, kind, decision);
      }
    }
  }
  if (WasMeasured(kNearestLabel, runs.outcomes)) {
    table.add_notes(
        "NN: correct where the output is nearest (mean squared distance) to the label of the "
        "image's class.");
  }
  if (WasMeasured(kThreshold, runs.outcomes)) {
    table.add_notes(
        "threshold: correct where the smooth L1 loss to the label of the image's class is below "
        "the label set's threshold (3.5 in the paper).");
  }
  AddSpreadNote(table);
  return table;
}

const RegisteredForm kRegistered("accuracy_table", &Make);

}  // namespace
}  // namespace labelrep
