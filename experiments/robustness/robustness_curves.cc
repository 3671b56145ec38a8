#include "experiments/robustness/robustness_curves.h"

#include <algorithm>
#include <array>

#include "experiments/report/attack_titles.h"
#include "experiments/report/compared_runs.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// Titles of the attacks that are drawn and, where asked for, have been measured on some run.
std::vector<std::string> Titles(const Catalogue& catalogue, const std::vector<AttackedRun>& runs,
                                bool measured) {
  std::vector<std::string> titles;
  for (const AttackedRun& run : runs) {
    for (const NamedAttack& attack : run.attacks) {
      if (!IsDrawn(attack, run) || (measured && !attack.IsMeasured())) continue;
      const std::string title = ResultTitle(catalogue, *attack.result);
      if (std::count(titles.begin(), titles.end(), title) == 0) titles.push_back(title);
    }
  }
  return titles;
}

// Mean change at a point of a summary's curve; none without attack.
double MeasuredChange(const AttackResult& result, double epsilon) {
  for (const EpsilonResult& at_epsilon : result.epsilons()) {
    if (at_epsilon.epsilon() == epsilon) return at_epsilon.mean_l2();
  }
  return 0;
}

SingleRun Measured(const AttackedRun& run, double y) {
  SingleRun measured;
  measured.set_run(run.Spec().name());
  measured.set_y(y);
  return measured;
}

absl::Status AddMeasurements(const AttackedRun& run, const NamedAttack& attack,
                             bool of_initially_correct, RobustnessCurve& curve) {
  LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(*attack.result));
  for (const AccuracyAtEpsilon& point : summary.curve) {
    MeasuredAtEpsilon& at_epsilon = curve.by_epsilon[point.epsilon];
    at_epsilon.accuracies.push_back(
        Measured(run, of_initially_correct ? point.AccuracyOfCorrect() : point.Accuracy()));
    at_epsilon.changes.push_back(Measured(run, MeasuredChange(*attack.result, point.epsilon)));
  }
  return absl::OkStatus();
}

template <typename T, typename Predicate>
int IndexIf(const std::vector<T>& items, Predicate predicate) {
  return static_cast<int>(std::find_if(items.begin(), items.end(), predicate) - items.begin());
}

}  // namespace

bool IsDrawn(const NamedAttack& attack, const AttackedRun& run) {
  const AttackRecipe& recipe = attack.result->recipe();
  return recipe.epsilons_size() > 1 && recipe.variant() == AttackRecipe::PAPER &&
         InPrecision(Recipe::FP32, attack, run) == nullptr;
}

std::vector<std::string> AttackColumns(const Catalogue& catalogue,
                                       const std::vector<AttackedRun>& runs) {
  const std::vector<std::string> measured = Titles(catalogue, runs, /*measured=*/true);
  std::vector<std::string> columns = Titles(catalogue, runs, /*measured=*/false);
  if (measured.empty()) return columns;
  columns.erase(std::remove_if(columns.begin(), columns.end(),
                               [&](const std::string& title) {
                                 return std::count(measured.begin(), measured.end(), title) == 0;
                               }),
                columns.end());
  return columns;
}

absl::StatusOr<std::vector<RobustnessCurve>> MakeRobustnessCurves(
    const Catalogue& catalogue, const std::vector<AttackedRun>& runs, bool of_initially_correct) {
  const std::vector<RunOutcome> outcomes = OutcomesOf(runs);
  const std::vector<ComparedModels> panels = ModelsOf(catalogue, outcomes);
  const std::vector<std::string> kinds = LabelKinds(catalogue, outcomes);
  const std::vector<std::string> columns = AttackColumns(catalogue, runs);
  std::map<std::array<int, 3>, RobustnessCurve> curves;
  for (const AttackedRun& run : runs) {
    const int row =
        IndexIf(panels, [&](const ComparedModels& panel) { return panel.Include(run.Spec()); });
    const int series =
        IndexIf(kinds, [&](const std::string& kind) { return kind == run.Spec().label(); });
    for (const NamedAttack& attack : run.attacks) {
      if (!IsDrawn(attack, run) || !attack.IsMeasured()) continue;
      const std::string title = ResultTitle(catalogue, *attack.result);
      const int column = IndexIf(columns, [&](const std::string& name) { return name == title; });
      RobustnessCurve& curve = curves[{row, column, series}];
      curve.row = row;
      curve.column = column;
      curve.series = series;
      LABELREP_RETURN_IF_ERROR(AddMeasurements(run, attack, of_initially_correct, curve));
    }
  }
  std::vector<RobustnessCurve> sorted;
  for (auto& [place, curve] : curves) sorted.push_back(std::move(curve));
  return sorted;
}

}  // namespace labelrep
