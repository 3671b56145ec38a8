#include "experiments/plan/durations.h"

#include <gtest/gtest.h>

namespace labelrep {
namespace {

TEST(DurationsTest, AreReadable) {
  EXPECT_EQ(FormatDuration(40.2), "40 s");
  EXPECT_EQ(FormatDuration(700), "12 min");
  EXPECT_EQ(FormatDuration(12000), "3 h 20 min");
  EXPECT_EQ(FormatDuration(3.2 * 86400), "3.2 days");
  EXPECT_EQ(FormatDuration(std::nullopt), "—");
}

TEST(DurationsTest, RunsShareThePlaces) {
  EXPECT_EQ(TotalSeconds({}, 2), 0);
  EXPECT_EQ(TotalSeconds({3, 4}, 1), 7);
  EXPECT_EQ(TotalSeconds({4, 1, 1, 1}, 2), 4);
  EXPECT_EQ(TotalSeconds({1, 1, 4}, 2), 5);
}

}  // namespace
}  // namespace labelrep
