#include "lib/base/stopwatch.h"

#include <chrono>
#include <thread>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(StopwatchTest, MeasuresSecondsFromWhenItWasMade) {
  const Stopwatch whole;
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  const Stopwatch rest;
  const double rest_s = rest.Elapsed_s();
  const double whole_s = whole.Elapsed_s();
  EXPECT_GE(rest_s, 0);
  // A sleep is never shorter than asked for, by the same clock.
  EXPECT_GE(whole_s, 0.02 + rest_s);
  // Units: not even a crowded machine sleeps a minute for 20 ms.
  EXPECT_LT(whole_s, 60);
}

}  // namespace
}  // namespace labelrep
