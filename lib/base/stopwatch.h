// Durations, by a clock that does not jump when the time of day is set.
#ifndef LIB_BASE_STOPWATCH_H_
#define LIB_BASE_STOPWATCH_H_

#include <chrono>

namespace labelrep {

// Runs from when it is made.
class Stopwatch {
 public:
  double Elapsed_s() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace labelrep

#endif  // LIB_BASE_STOPWATCH_H_
