// How long runs take together when some of them run at the same time.
#ifndef EXPERIMENTS_PLAN_SCHEDULE_TIME_H_
#define EXPERIMENTS_PLAN_SCHEDULE_TIME_H_

#include <vector>

namespace labelrep {

// Seconds until the last of the runs ends, `jobs` at a time, each started in its order as soon as a
// place is free. jobs >= 1. Example: {4, 1, 1, 1} with 2 jobs takes 4.
double TotalSeconds(const std::vector<double>& run_seconds, int jobs);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_SCHEDULE_TIME_H_
