// Published validation accuracies by the fraction of the training images, above our own.
//
// A column of panels for each data set and encoder of the runs, a row for the publication and one
// for the runs, a line for each label kind that the runs have: the mean over seeds with its 95 % t
// interval, and the single numbers. Validation is what such publications print, at the best epoch.
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "experiments/report/figure_parts.h"
#include "experiments/report/report.h"
#include "lib/base/status_macros.h"
#include "results/run_accuracy.h"

namespace labelrep {
namespace {

constexpr int kPublishedRow = 0;
constexpr int kOwnRow = 1;

// A run of the number's models and label kind; null where none was asked for.
const RunOutcome* FindLike(const PublishedNumber& number, const ReportRuns& runs) {
  for (const RunOutcome& outcome : runs.outcomes) {
    if (outcome.spec->dataset() == number.dataset() &&
        outcome.spec->encoder() == number.encoder() && outcome.spec->label() == number.label()) {
      return &outcome;
    }
  }
  return nullptr;
}

void AddPublished(const PublishedNumbers& published, const ReportRuns& runs, SeedLines& lines) {
  for (const PublishedNumber& number : published.numbers()) {
    if (number.has_attack() || number.split() != PublishedNumber::VALIDATION) continue;
    if (const RunOutcome* like = FindLike(number, runs); like != nullptr) {
      lines.Add(kPublishedRow, like->models, like->kind,
                absl::StrCat(published.title(), ", seed ", number.seed()),
                number.train_fraction_percent(), number.accuracy_percent() / 100);
    }
  }
}

// Returns how many runs are measured.
int AddOwn(const ReportRuns& runs, SeedLines& lines) {
  int measured = 0;
  for (const RunOutcome& outcome : runs.outcomes) {
    const std::optional<double> accuracy = BestValidationAccuracy(*outcome.result);
    if (!outcome.IsMeasured() || !accuracy.has_value()) continue;
    lines.Add(kOwnRow, outcome.models, outcome.kind, outcome.spec->name(),
              outcome.spec->train_fraction_percent(), *accuracy);
    ++measured;
  }
  return measured;
}

void SetAxes(const PublishedNumbers& published, const ReportRuns& runs, Figure& figure) {
  *figure.mutable_x() = FractionAxis(runs);
  for (const std::string& heading : {published.title(), std::string("ours")}) {
    PanelRow& row = *figure.add_rows();
    row.set_heading(heading);
    *row.mutable_y() = ShareAxis("validation accuracy");
  }
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  LABELREP_RETURN_IF_ERROR(CheckHasPublished(spec, inputs));
  Figure figure = StartFigure(spec, runs);
  SetAxes(inputs.published, runs, figure);
  SeedLines lines;
  AddPublished(inputs.published, runs, lines);
  const int measured = AddOwn(runs, lines);
  lines.AddMeans(figure);
  // Of hundreds of runs, naming those that are missing would be longer than the rest.
  figure.clear_missing();
  figure.add_notes(absl::StrCat(measured, " of our ", runs.outcomes.size(),
                                " runs are measured. Published: ", inputs.published.source(), "."));
  return figure;
}

const RegisteredForm kRegistered("published_figure", &Make);

}  // namespace
}  // namespace labelrep
