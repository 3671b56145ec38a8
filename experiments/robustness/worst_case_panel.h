// The worst case over all attacks as a column of a figure's panels.
#ifndef EXPERIMENTS_ROBUSTNESS_WORST_CASE_PANEL_H_
#define EXPERIMENTS_ROBUSTNESS_WORST_CASE_PANEL_H_

#include <vector>

#include "absl/status/status.h"
#include "experiments/report/runs.h"
#include "results/figure.pb.h"

namespace labelrep {

// Adds the column to the figure, its lines (as SeedLines::Means) to those of the other columns, up
// to the largest epsilon that these have, and a note that says what it is, how many attacks each
// point rests on, and where it is an upper bound, as no suite of attacks ran there. Nothing where
// `lines` are none. Errors as JudgeRun (run_verdict.h).
absl::Status AddWorstCasePanel(const ReportRuns& runs, bool of_initially_correct, Figure& figure,
                               std::vector<Line>& lines);

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_WORST_CASE_PANEL_H_
