// One cell of Table 1: how well the runs of one label kind, data set and encoder decide.
#ifndef EXPERIMENTS_REPORT_ACCURACY_CELL_H_
#define EXPERIMENTS_REPORT_ACCURACY_CELL_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiments/report/run_outcome.h"
#include "results/report.pb.h"
#include "results/run.pb.h"

namespace labelrep {

enum class Decision { kLargestOutput, kThreshold, kNearestLabel };

// "largest output", "threshold", "NN".
std::string DecisionTitle(Decision decision);

// Correct decisions, or none where the rule does not apply to the run's labels.
std::optional<int64_t> CorrectDecisions(const TestResult& test, Decision decision);

// What a cell shows of a measured run; none where it does not apply.
using RunMeasure = std::function<std::optional<double>(const RunResult&)>;

// For runs that differ in nothing but the seed: the measure, over several seeds the mean and the
// (sample) standard deviation. Marked where there is none, with the run or of several the seeds
// named; where some seeds are missing they are named beside the mean of the others.
Cell MakeSeedCell(const std::vector<RunOutcome>& seeds, const RunMeasure& measure);

// The same for the share of test images decided correctly.
Cell MakeAccuracyCell(const std::vector<RunOutcome>& seeds, Decision decision);

// A note that says what the spread over seeds is, where a cell has one.
void AddSpreadNote(Table& table);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_ACCURACY_CELL_H_
