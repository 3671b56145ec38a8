// Which numbers of a result or table moved.
#ifndef RESULTS_CHECK_COMPARE_H_
#define RESULTS_CHECK_COMPARE_H_

#include <string>
#include <vector>

#include "results/report.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// All zero: every number is the same, as on the same type of machine.
struct CheckTolerance {
  // Of accuracies, in percentage points: 1.5 takes 85.4 % for 84.0 %. Of differences between
  // accuracies twice as much.
  double accuracy_points = 0;
  // Of a table's other numbers: |a - b| <= relative * max(|a|, |b|).
  double relative = 0;
  // Rows and columns that only the actual table has are no difference.
  bool allow_new = false;
};

// One line for each difference, "row 'Speech NN', column 'CIFAR-10 ResNet-32': 0.854 -> 0.831 (-2.3
// points)"; none where the tables agree. Rows and columns are found by their headings. What is only
// said about the numbers (titles, notes, decimals, sources, order) is not compared.
std::vector<std::string> CompareTables(const Table& golden, const Table& actual,
                                       const CheckTolerance& tolerance);

// The same for results. Without a tolerance for accuracies every field is compared; with one, those
// that a training elsewhere gives otherwise (losses, epochs, weights) are left out.
std::vector<std::string> CompareResults(const RunResult& golden, const RunResult& actual,
                                        const CheckTolerance& tolerance);

}  // namespace labelrep

#endif  // RESULTS_CHECK_COMPARE_H_
