// What all tables and figures of runs say of them.
#ifndef EXPERIMENTS_REPORT_FIGURE_RUNS_H_
#define EXPERIMENTS_REPORT_FIGURE_RUNS_H_

#include <string>
#include <vector>

#include "experiments/report/report_spec.pb.h"
#include "experiments/report/run_outcome.h"
#include "results/figure.pb.h"

namespace labelrep {

// Data sets, profile and recipes.
std::string RunsSubtitle(const ReportSpec& spec, const std::vector<RunOutcome>& outcomes);

// Fills what all figures of runs have: name, title, profile, subtitle, columns, the series with
// their colours, and the runs that are missing.
void FillFromRuns(const ReportSpec& spec, const std::vector<RunOutcome>& outcomes, Figure& figure);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_FIGURE_RUNS_H_
