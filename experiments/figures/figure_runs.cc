#include "experiments/figures/figure_runs.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/figures/label_palette.h"
#include "experiments/tables/recipe_summary.h"
#include "experiments/tables/titles.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

std::vector<std::string> Datasets(const std::vector<RunOutcome>& outcomes) {
  std::vector<std::string> names;
  for (const RunOutcome& outcome : outcomes) names.push_back(outcome.run->dataset());
  return InOrder(names, {});
}

std::string Subtitle(const TableSpec& spec, const std::vector<RunOutcome>& outcomes) {
  std::vector<std::string> datasets;
  for (const std::string& name : Datasets(outcomes)) datasets.push_back(DatasetTitle(name));
  std::vector<std::string> parts = {absl::StrJoin(datasets, ", "), ProfileTitle(spec.profile()),
                                    SummarizeRecipes(ShownRecipes(outcomes))};
  parts.erase(std::remove(parts.begin(), parts.end(), ""), parts.end());
  return absl::StrJoin(parts, ". ");
}

}  // namespace

absl::StatusOr<std::vector<RunOutcome>> CheckedOutcomes(const TableSpec& spec,
                                                        const std::vector<RunResult>& results) {
  if (spec.runs().empty())
    return absl::InvalidArgumentError(absl::StrCat("figure ", spec.name(), ": no runs"));
  std::vector<RunOutcome> outcomes;
  for (int i = 0; i < spec.runs_size(); ++i) {
    outcomes.push_back({&spec.runs(i), &results.at(i)});
    LABELREP_RETURN_IF_ERROR(CheckOutcome(outcomes.back()));
  }
  return outcomes;
}

std::vector<PanelModels> Panels(const std::vector<RunOutcome>& outcomes) {
  const bool several = Datasets(outcomes).size() > 1;
  std::vector<PanelModels> panels;
  for (const RunOutcome& outcome : outcomes) {
    const TableSpec::Run& run = *outcome.run;
    if (std::any_of(panels.begin(), panels.end(),
                    [&](const PanelModels& panel) { return panel.Include(run); })) {
      continue;
    }
    const std::string dataset = several ? DatasetTitle(run.dataset()) + ", " : "";
    panels.push_back({run.dataset(), run.encoder(), dataset + EncoderTitle(run.encoder())});
  }
  return panels;
}

std::vector<std::string> LabelKinds(const std::vector<RunOutcome>& outcomes) {
  std::vector<std::string> kinds;
  for (const RunOutcome& outcome : outcomes) kinds.push_back(outcome.run->label());
  return InOrder(kinds, PaperLabelKinds());
}

void FillFromRuns(const TableSpec& spec, const std::vector<RunOutcome>& outcomes, Figure& figure) {
  figure.set_name(spec.name());
  figure.set_profile(spec.profile());
  figure.set_subtitle(Subtitle(spec, outcomes));
  for (const PanelModels& panel : Panels(outcomes)) figure.add_columns(panel.title);
  figure.set_series_title("label");
  const Palette palette = LabelPalette({spec.user_labels().begin(), spec.user_labels().end()});
  for (const std::string& kind : LabelKinds(outcomes)) {
    *figure.add_series() = palette.Style(LabelTitle(kind));
  }
  for (const std::string& missing : MissingRuns(outcomes)) figure.add_missing(missing);
}

}  // namespace labelrep
