#include "lib/base/failure_policy.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(FailurePolicyTest, WhatCannotBeDoneFailsAgain) {
  EXPECT_TRUE(WouldFailAgain(absl::InvalidArgumentError("epsilons: found -1")));
  EXPECT_TRUE(WouldFailAgain(absl::FailedPreconditionError("labels of another run")));
  EXPECT_TRUE(WouldFailAgain(absl::OutOfRangeError("behind the end")));
}

TEST(FailurePolicyTest, WhatAMachineLacksMayBeThereNextTime) {
  EXPECT_FALSE(WouldFailAgain(absl::ResourceExhaustedError("no space left on the disk")));
  EXPECT_FALSE(WouldFailAgain(absl::UnavailableError("all GPUs are taken")));
  EXPECT_FALSE(WouldFailAgain(absl::NotFoundError("no such file")));
  EXPECT_FALSE(WouldFailAgain(absl::InternalError("CUDA error")));
  EXPECT_FALSE(WouldFailAgain(absl::OkStatus()));
}

}  // namespace
}  // namespace labelrep
