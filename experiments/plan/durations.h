// How long things take: as people read it, and of runs together.
#ifndef EXPERIMENTS_PLAN_DURATIONS_H_
#define EXPERIMENTS_PLAN_DURATIONS_H_

#include <optional>
#include <string>
#include <vector>

namespace labelrep {

// "3 h 20 min", "12 min", "40 s", "3.2 days"; a dash for one that is not known.
std::string FormatDuration(std::optional<double> seconds);

// Seconds until the last of the runs ends, `jobs` at a time, each started in its order as soon as a
// place is free. jobs >= 1. Example: {4, 1, 1, 1} with 2 jobs takes 4.
double TotalSeconds(const std::vector<double>& run_seconds, int jobs);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_DURATIONS_H_
