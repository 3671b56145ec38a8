// Holds measured accuracies against published ones.
#ifndef RESULTS_CHECK_CHECK_PUBLISHED_H_
#define RESULTS_CHECK_CHECK_PUBLISHED_H_

#include <string>
#include <vector>

#include "results/attack.pb.h"
#include "results/published/published.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// One line for each cell whose mean of all runs is more than `accuracy_points` percentage points
// from the mean of what is published, "<cell>: published 31.34 %, here 40.30 % (+8.96 points, mean
// of 3 runs)", and, unless `allow_missing`, for each of which there is no run. Runs whose recipe
// disagrees with published.training are left out; of those that differ in more than seeds each
// recipe has its own mean, and its line says what tells it apart (", precision: FP32 device:
// CUDA").
std::vector<std::string> CheckAgainstPublished(const PublishedNumbers& published,
                                               const std::vector<RunResult>& runs,
                                               const std::vector<AttackResult>& attacks,
                                               double accuracy_points, bool allow_missing);

}  // namespace labelrep

#endif  // RESULTS_CHECK_CHECK_PUBLISHED_H_
