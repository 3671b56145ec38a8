#include "experiments/record/absent.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(AbsentTest, IsToldFromAFailedRun) {
  const RunFailure absent = AbsentFailure("not recorded");
  EXPECT_TRUE(IsAbsent(absent));
  EXPECT_EQ(absent.message(), "absent: not recorded");
  EXPECT_EQ(FailureReason(absent), "not recorded");

  RunFailure failed;
  failed.set_message("loss is nan; labels are absent: 3");
  EXPECT_FALSE(IsAbsent(failed));
  EXPECT_EQ(FailureReason(failed), "loss is nan; labels are absent: 3");
}

}  // namespace
}  // namespace labelrep
