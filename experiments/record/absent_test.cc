#include "experiments/record/absent.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(AbsentTest, WhatIsRefusedSaysWhy) {
  const RunFailure refused = FailureOf(absl::InvalidArgumentError("absent: no labels"));
  EXPECT_EQ(refused.message(), "absent: no labels");
  EXPECT_FALSE(IsAbsent(refused));
}

TEST(AbsentTest, IsToldFromAFailedRun) {
  const RunFailure absent = AbsentFailure("not recorded");
  EXPECT_TRUE(IsAbsent(absent));
  EXPECT_EQ(absent.message(), "not recorded");

  RunFailure failed;
  failed.set_message("absent: the third label");
  EXPECT_FALSE(IsAbsent(failed));
}

}  // namespace
}  // namespace labelrep
