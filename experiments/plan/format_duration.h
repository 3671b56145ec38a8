// Durations as people read them.
#ifndef EXPERIMENTS_PLAN_FORMAT_DURATION_H_
#define EXPERIMENTS_PLAN_FORMAT_DURATION_H_

#include <string>

namespace labelrep {

// "3 h 20 min", "12 min", "40 s", "3.2 days".
std::string FormatDuration(double seconds);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_FORMAT_DURATION_H_
