#include "lib/base/check.h"

#include "gtest/gtest.h"

namespace {

TEST(CheckTest, PassesWhereTheConditionHolds) { LABELREP_CHECK(1 + 1 == 2, "arithmetic"); }

TEST(CheckDeathTest, EndsTheProgramWithPlaceConditionAndMessage) {
  const int count = 3;
  EXPECT_DEATH(LABELREP_CHECK(count == 4, "the count is off"),
               "check_test.cc:[0-9]+: check failed: count == 4: the count is off");
}

}  // namespace
