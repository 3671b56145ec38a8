#include "experiments/robustness/worst_case_panel.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/figure_parts.h"
#include "experiments/robustness/run_verdict.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// What the points at an epsilon rest on, over all runs.
struct Support {
  int fewest_attacks = 0;
  int most_attacks = 0;
  bool has_suite = true;

  void Add(const AccuracyAtEpsilon& point) {
    fewest_attacks = fewest_attacks == 0 ? point.attacks : std::min(fewest_attacks, point.attacks);
    most_attacks = std::max(most_attacks, point.attacks);
    has_suite = has_suite && point.has_suite;
  }
};

std::string Note(const std::map<double, Support>& support) {
  std::vector<std::string> counts;
  std::vector<std::string> bounds;
  for (const auto& [epsilon, at] : support) {
    counts.push_back(absl::StrCat(
        at.fewest_attacks,
        at.most_attacks == at.fewest_attacks ? "" : absl::StrCat(" to ", at.most_attacks), " at ",
        epsilon));
    if (!at.has_suite) bounds.push_back(absl::StrCat(epsilon));
  }
  std::string note = absl::StrCat(
      "worst case: an image counts as correct where no attack up to that epsilon misled the model, "
      "images made against other models among them; so many attacks stand behind it: ",
      absl::StrJoin(counts, ", "), ".");
  if (!bounds.empty()) {
    absl::StrAppend(&note,
                    " A model without a suite of attacks, such as AutoAttack, at that very epsilon "
                    "has an upper bound there, as some do at ",
                    absl::StrJoin(bounds, ", "), ".");
  }
  return note;
}

}  // namespace

absl::Status AddWorstCasePanel(const ReportRuns& runs, bool of_initially_correct, Figure& figure,
                               std::vector<Line>& lines) {
  double largest_epsilon = 0;
  for (const Line& line : lines) {
    largest_epsilon = std::max(largest_epsilon, line.points().rbegin()->x());
  }
  SeedLines accuracies;
  std::map<double, Support> support;
  for (const RunOutcome& run : runs.outcomes) {
    LABELREP_ASSIGN_OR_RETURN(const std::optional<RunVerdict> verdict, JudgeRun(run));
    if (!verdict.has_value()) continue;
    for (const AccuracyAtEpsilon& point : verdict->worst_case.curve) {
      if (point.epsilon > largest_epsilon) break;
      accuracies.Add(run.models, figure.columns_size(), run, point.epsilon,
                     of_initially_correct ? point.AccuracyOfCorrect() : point.Accuracy());
      if (point.attacks > 0) support[point.epsilon].Add(point);
    }
  }
  if (support.empty()) return absl::OkStatus();
  figure.add_columns("worst case");
  const std::vector<Line> means = accuracies.Means();
  lines.insert(lines.end(), means.begin(), means.end());
  figure.add_notes(Note(support));
  return absl::OkStatus();
}

}  // namespace labelrep
