#include "experiments/report/figure_runs.h"

#include "absl/strings/str_join.h"
#include "experiments/report/compared_runs.h"
#include "experiments/report/label_palette.h"
#include "experiments/report/recipe_summary.h"
#include "experiments/report/titles.h"

namespace labelrep {

std::string RunsSubtitle(const ReportSpec& spec, const std::vector<RunOutcome>& outcomes) {
  const Catalogue& catalogue = spec.catalogue();
  std::vector<std::string> datasets;
  for (const RunOutcome& outcome : outcomes) {
    datasets.push_back(DatasetTitle(catalogue, outcome.run->dataset()));
  }
  return JoinSentences({absl::StrJoin(InOrder(datasets, {}), ", "),
                        ProfileTitle(catalogue, spec.profile()),
                        SummarizeRecipes(catalogue, ShownRecipes(outcomes))});
}

void FillFromRuns(const ReportSpec& spec, const std::vector<RunOutcome>& outcomes, Figure& figure) {
  const Catalogue& catalogue = spec.catalogue();
  figure.set_name(spec.name());
  figure.set_title(spec.title());
  figure.set_profile(spec.profile());
  figure.set_subtitle(RunsSubtitle(spec, outcomes));
  for (const ComparedModels& panel : ModelsOf(catalogue, outcomes)) {
    figure.add_columns(panel.title);
  }
  figure.set_series_title("label");
  const Palette palette = LabelPalette(catalogue);
  for (const std::string& kind : LabelKinds(catalogue, outcomes)) {
    *figure.add_series() = palette.Style(LabelTitle(catalogue, kind));
  }
  for (const std::string& missing : MissingRuns(outcomes)) figure.add_missing(missing);
}

}  // namespace labelrep
