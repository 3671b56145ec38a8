// Figures 3, 6 and 7: accuracy under attack by epsilon.
//
// A row of panels for each data set and encoder, a column for each attack that is drawn, a line for
// each label kind; over several seeds the mean with its 95 % t interval. By epsilon the last column
// is the worst case over all attacks, also those that are not drawn; by measured change the table
// has both by epsilon. What failed or is absent is named and the others stay.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/report/figure_parts.h"
#include "experiments/report/missing.h"
#include "experiments/report/report.h"
#include "experiments/report/titles.h"
#include "experiments/robustness/worst_case_panel.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/status_macros.h"
#include "lib/viz/figure_table.h"

namespace labelrep {
namespace {

constexpr char kChangeTitle[] = "mean L2 norm of the change (normalised units)";

// Lines by epsilon; both have the same lines with the same points.
struct Curves {
  std::vector<Line> accuracies;
  std::vector<Line> changes;  // mean L2 norm of what the attack changed, in normalised units
};

// The release's variants, repeats in another precision, and images that were made against other
// models are in tables only.
bool IsMain(const ReportAttack& attack, const RunOutcome& run) {
  return attack.result->recipe().variant() == AttackRecipe::PAPER &&
         !attack.result->has_transferred_from() &&
         InPrecision(Recipe::FP32, attack, run.attacks) == nullptr;
}

// A curve has more than one epsilon.
bool IsDrawn(const ReportAttack& attack, const RunOutcome& run) {
  return IsMain(attack, run) && attack.result->recipe().epsilons_size() > 1;
}

// Titles of the attacks that are drawn, in their order; one that nothing would be in only where all
// others were empty, too.
std::vector<std::string> AttackColumns(const ReportRuns& runs) {
  std::vector<std::string> drawn;
  std::set<std::string> measured;
  for (const RunOutcome& run : runs.outcomes) {
    for (const ReportAttack& attack : run.attacks) {
      if (!IsDrawn(attack, run)) continue;
      drawn.push_back(attack.title);
      if (attack.IsMeasured()) measured.insert(attack.title);
    }
  }
  drawn = InOrder(drawn);
  if (measured.empty()) return drawn;
  drawn.erase(std::remove_if(drawn.begin(), drawn.end(),
                             [&](const std::string& title) { return measured.count(title) == 0; }),
              drawn.end());
  return drawn;
}

// Mean change at a point of a summary's curve; none without attack.
double MeasuredChange(const AttackResult& result, double epsilon) {
  for (const EpsilonResult& at_epsilon : result.epsilons()) {
    if (at_epsilon.epsilon() == epsilon) return at_epsilon.mean_l2();
  }
  return 0;
}

absl::StatusOr<Curves> MakeCurves(const ReportRuns& runs, const std::vector<std::string>& columns,
                                  bool of_initially_correct) {
  SeedLines accuracies;
  SeedLines changes;
  for (const RunOutcome& run : runs.outcomes) {
    for (const ReportAttack& attack : run.attacks) {
      if (!IsDrawn(attack, run) || !attack.IsMeasured()) continue;
      const int column = static_cast<int>(std::find(columns.begin(), columns.end(), attack.title) -
                                          columns.begin());
      LABELREP_ASSIGN_OR_RETURN(const RobustnessSummary summary, Summarize(*attack.result));
      for (const AccuracyAtEpsilon& point : summary.curve) {
        accuracies.Add(run.models, column, run, point.epsilon,
                       of_initially_correct ? point.AccuracyOfCorrect() : point.Accuracy());
        changes.Add(run.models, column, run, point.epsilon,
                    MeasuredChange(*attack.result, point.epsilon));
      }
    }
  }
  return Curves{accuracies.Means(), changes.Means()};
}

// Accuracy by the mean measured change at each epsilon.
std::vector<Line> ByMeasuredChange(const Curves& curves) {
  std::vector<Line> lines = curves.accuracies;
  for (size_t i = 0; i < lines.size(); ++i) {
    std::vector<Point> points(lines[i].points().begin(), lines[i].points().end());
    for (size_t j = 0; j < points.size(); ++j) {
      points[j].set_x(curves.changes[i].points(static_cast<int>(j)).y());
    }
    // An attack may change less at a larger epsilon, or as little.
    std::stable_sort(points.begin(), points.end(),
                     [](const Point& a, const Point& b) { return a.x() < b.x(); });
    lines[i].clear_points();
    for (const Point& point : points) {
      if (lines[i].points().empty() || lines[i].points().rbegin()->x() < point.x()) {
        *lines[i].add_points() = point;
      }
    }
  }
  return lines;
}

void AddLines(const std::vector<Line>& lines, Figure& figure) {
  double largest_x = 0;
  for (const Line& line : lines) {
    *figure.add_lines() = line;
    largest_x = std::max(largest_x, line.points().rbegin()->x());
  }
  if (largest_x > 0) {
    // The same in all panels, though some attacks ran at fewer epsilons.
    figure.mutable_x()->set_min(0);
    figure.mutable_x()->set_max(largest_x);
  }
  DescribeMeans(figure);
}

// Those of the epsilons of the attacks in `columns`.
std::set<AttackResult::Norm> Norms(const ReportRuns& runs,
                                   const std::vector<std::string>& columns) {
  std::set<AttackResult::Norm> norms;
  for (const RunOutcome& run : runs.outcomes) {
    for (const ReportAttack& attack : run.attacks) {
      if (std::count(columns.begin(), columns.end(), attack.title) > 0) norms.insert(attack.norm);
    }
  }
  return norms;
}

// Names the norm where there is one, and it is not L-infinity.
Axis EpsilonAxis(const std::set<AttackResult::Norm>& norms) {
  const bool has_other = norms.size() - norms.count(AttackResult::LINF) > 0;
  const std::string norm = has_other && norms.size() == 1 ? " in " + NormTitle(*norms.begin()) : "";
  Axis axis;
  axis.set_title(absl::StrCat("epsilon", norm, " (normalised units; ", EpsilonInPixels(0.1), ")"));
  if (has_other) return axis;
  for (const double tick : {0.0, 0.1, 0.2, 0.3}) axis.add_ticks(tick);
  return axis;
}

// What the panels leave open: which curves end before the others, and which attacks have none.
void AddExtentNotes(const ReportRuns& runs, Figure& figure) {
  std::map<std::string, double> largest;
  std::vector<std::string> single;
  for (const RunOutcome& run : runs.outcomes) {
    for (const ReportAttack& attack : run.attacks) {
      const auto& epsilons = attack.result->recipe().epsilons();
      if (IsDrawn(attack, run)) {
        largest[attack.title] = *epsilons.rbegin();
      } else if (IsMain(attack, run) && epsilons.size() == 1) {
        single.push_back(absl::StrCat(attack.title, " (epsilon ", epsilons[0], ")"));
      }
    }
  }
  double end = 0;
  NamesByText by_end;
  for (const auto& [title, largest_epsilon] : largest) end = std::max(end, largest_epsilon);
  for (const std::string& title : figure.columns()) {
    const auto found = largest.find(title);
    if (found == largest.end() || found->second == end) continue;
    by_end.Add(absl::StrCat(found->second), title);
  }
  for (const auto& [epsilon, titles] : by_end.Groups()) {
    figure.add_notes(
        absl::StrCat("Up to epsilon ", epsilon, " only: ", absl::StrJoin(titles, "; "), "."));
  }
  if (!single.empty()) {
    figure.add_notes(absl::StrCat("Without a curve, as they ran at one epsilon only: ",
                                  absl::StrJoin(InOrder(single), "; "), "."));
  }
}

// Both accuracy and change by epsilon: the change differs from line to line, so that it cannot head
// columns.
Table TableByEpsilon(const Figure& figure, const Curves& curves, const Axis& epsilon) {
  Figure by_epsilon = figure;
  by_epsilon.clear_lines();
  *by_epsilon.mutable_x() = epsilon;
  AddLines(curves.accuracies, by_epsilon);
  for (const PanelRow& accuracy : figure.rows()) {
    PanelRow& change = *by_epsilon.add_rows();
    change.set_heading(accuracy.heading());
    change.mutable_y()->set_title(kChangeTitle);
  }
  for (const Line& change : curves.changes) {
    Line& line = *by_epsilon.add_lines() = change;
    line.set_row(line.row() + figure.rows_size());
  }
  return FigureTable(by_epsilon);
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  LABELREP_ASSIGN_OR_RETURN(const ReportRuns runs, FindRuns(spec, inputs));
  const std::vector<std::string> columns = AttackColumns(runs);
  LABELREP_ASSIGN_OR_RETURN(Curves curves, MakeCurves(runs, columns, spec.of_initially_correct()));
  Figure figure = StartFigure(spec, runs);
  *figure.mutable_columns() = {columns.begin(), columns.end()};
  const std::set<AttackResult::Norm> norms = Norms(runs, columns);
  const Axis epsilon = EpsilonAxis(norms);
  if (spec.by_measured_change()) {
    figure.mutable_x()->set_title(kChangeTitle);
  } else {
    *figure.mutable_x() = epsilon;
  }
  for (const ComparedModels& panel : runs.models) {
    PanelRow& row = *figure.add_rows();
    row.set_heading(panel.title);
    *row.mutable_y() =
        ShareAxis(spec.of_initially_correct() ? "accuracy, of initially correct" : "accuracy");
  }
  if (!spec.by_measured_change()) {
    LABELREP_RETURN_IF_ERROR(
        AddWorstCasePanel(runs, spec.of_initially_correct(), figure, curves.accuracies));
  }
  AddLines(spec.by_measured_change() ? ByMeasuredChange(curves) : curves.accuracies, figure);
  for (const std::string& missing : MissingAttacks(runs.outcomes, IsDrawn)) {
    figure.add_missing(missing);
  }
  figure.add_notes(
      "Accuracy is on the true class, also under targeted attacks. An attack on the margin is "
      "fitted to the decision rule; one on the model's own loss, as in the paper, is not.");
  figure.add_notes(spec.of_initially_correct()
                       ? "Over the images that were decided correctly without attack."
                       : "Images that were decided wrongly without attack count as wrong.");
  if (!spec.by_measured_change()) AddExtentNotes(runs, figure);
  if (norms.size() > 1) {
    figure.add_notes(
        "Epsilon bounds the largest change of an element (L-infinity), but where a panel names "
        "another norm; epsilons in different norms cannot be compared.");
  }
  if (spec.by_measured_change()) *figure.mutable_table() = TableByEpsilon(figure, curves, epsilon);
  return figure;
}

const RegisteredForm kRegistered("robustness_figure", &Make);

}  // namespace
}  // namespace labelrep
