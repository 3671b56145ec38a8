#include "experiments/plan/format_duration.h"

#include <gtest/gtest.h>

namespace labelrep {
namespace {

TEST(FormatDurationTest, IsReadable) {
  EXPECT_EQ(FormatDuration(40.2), "40 s");
  EXPECT_EQ(FormatDuration(700), "12 min");
  EXPECT_EQ(FormatDuration(12000), "3 h 20 min");
  EXPECT_EQ(FormatDuration(3.2 * 86400), "3.2 days");
}

}  // namespace
}  // namespace labelrep
