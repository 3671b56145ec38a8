#include "experiments/figures/figure_runs.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/figures/label_palette.h"
#include "experiments/tables/compared_runs.h"
#include "experiments/tables/recipe_summary.h"
#include "experiments/tables/titles.h"

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

void FillFromRuns(const TableSpec& spec, const std::vector<RunOutcome>& outcomes, Figure& figure) {
  figure.set_name(spec.name());
  figure.set_profile(spec.profile());
  figure.set_subtitle(Subtitle(spec, outcomes));
  for (const ComparedModels& panel : ModelsOf(outcomes)) figure.add_columns(panel.title);
  figure.set_series_title("label");
  const Palette palette = LabelPalette({spec.user_labels().begin(), spec.user_labels().end()});
  for (const std::string& kind : LabelKinds(outcomes)) {
    *figure.add_series() = palette.Style(LabelTitle(kind));
  }
  for (const std::string& missing : MissingRuns(outcomes)) figure.add_missing(missing);
}

}  // namespace labelrep
