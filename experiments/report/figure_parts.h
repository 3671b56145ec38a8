// Parts of figures: what all figures of runs have, axes, and lines of means over seeds.
#ifndef EXPERIMENTS_REPORT_FIGURE_PARTS_H_
#define EXPERIMENTS_REPORT_FIGURE_PARTS_H_

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "experiments/report/report_spec.pb.h"
#include "experiments/report/runs.h"
#include "results/figure.pb.h"

namespace labelrep {

// Name, title, profile, subtitle, a column for each of the runs' models, a series for each of their
// label kinds with its colours, and the runs that are missing.
Figure StartFigure(const ReportSpec& spec, const ReportRuns& runs);

// The column of panels that each of the groups is in; where they have several training fractions,
// replaces the figure's columns by one for each, headed by the models and `fraction_title`.
std::vector<int> SetColumns(const ReportRuns& runs, const std::vector<SeedGroup>& groups,
                            const std::function<std::string(const SeedGroup&)>& fraction_title,
                            Figure& figure);

// An axis of shares, from 0 to 1.
Axis ShareAxis(const std::string& title);

// Of the percentages of the training images of all runs, measured or not.
Axis FractionAxis(const ReportRuns& runs);

// Says what the intervals and the single runs of a figure of means over seeds are, where there are
// any.
void DescribeMeans(Figure& figure);

// Says why a figure of lines has no interval, where it has none.
void NoteIfWithoutIntervals(Figure& figure);

// Measurements of runs, which become lines: one for each panel and label kind. Runs of one label
// kind that are at the same x differ in nothing but the seed.
class SeedLines {
 public:
  // Into the panel in `row` and `column` of the figure, to the line of the run's label kind.
  void Add(int row, int column, const RunOutcome& run, double x, double y);
  // To the line of a series, of what is called `name`.
  void Add(int row, int column, int series, const std::string& name, double x, double y);

  // The mean at each x with the single runs and, of three or more, the 95 % t interval.
  std::vector<Line> Means() const;

  // Adds these lines to the figure, and what they are.
  void AddMeans(Figure& figure) const;

  // The mean at each x with the range of the seeds: for curves, on which t intervals of few runs
  // would hide everything.
  std::vector<Line> Ranges() const;

 private:
  // By row, column and series; by x.
  std::map<std::tuple<int, int, int>, std::map<double, std::vector<SingleRun>>> runs_;
};

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_FIGURE_PARTS_H_
