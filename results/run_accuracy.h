// Accuracies that a RunResult holds, in [0, 1].
#ifndef RESULTS_RUN_ACCURACY_H_
#define RESULTS_RUN_ACCURACY_H_

#include <optional>

#include "results/run.pb.h"

namespace labelrep {

// Share of the test images that are decided correctly by a rule; none where the rule does not apply
// to the run's labels, or nothing was tested.
std::optional<double> AccuracyByLargestOutput(const RunResult& result);
std::optional<double> AccuracyByThreshold(const RunResult& result);
std::optional<double> AccuracyByNearestLabel(const RunResult& result);

// By the label set's own rule: largest output where there is one, else nearest label; none where
// neither was measured.
std::optional<double> TestAccuracy(const RunResult& result);

// On the validation split at the best epoch; none without one.
std::optional<double> BestValidationAccuracy(const RunResult& result);

}  // namespace labelrep

#endif  // RESULTS_RUN_ACCURACY_H_
