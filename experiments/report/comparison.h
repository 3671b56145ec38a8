// Label kinds, and variants of them, compared in pairs of runs of equal seed.
#ifndef EXPERIMENTS_REPORT_COMPARISON_H_
#define EXPERIMENTS_REPORT_COMPARISON_H_

#include <string>
#include <vector>

#include "experiments/report/runs.h"
#include "experiments/report/table_parts.h"
#include "results/report.pb.h"

namespace labelrep {

// Adds to a table that has a row for each of `groups` the difference of `measure`, a share, to that
// of the label kind `baseline`, in percentage points with its 95 % t interval, the number of pairs,
// the two-sided p of the paired t test and the effect size d, and notes that say so. A variant of
// another kind is compared with the same variant of `baseline`, and without variant where no run is
// of that. Without a baseline ("") each variant is compared with its own label kind. Paired are
// runs of the same models and training images at equal seed. p is Holm's over the comparisons of
// the same models, in which those whose runs are missing count as well. With one pair, or where all
// differences are the same, there is neither interval nor p, and a note says so.
void AddComparison(const ReportRuns& runs, const std::vector<SeedGroup>& groups,
                   const std::string& baseline, const RunMeasure& measure, Table& table);

// A table with a row for each group: test accuracy over the seeds, how many these are, and what
// AddComparison() adds.
Table TestAccuracyTable(const ReportRuns& runs, const std::vector<SeedGroup>& groups,
                        const std::string& baseline);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_COMPARISON_H_
