#include "benchmarks/timed_request.h"

#include "absl/strings/numbers.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(TimedRequestTest, PrintsTheSecondsOfOneCall) {
  int asked = 0;
  testing::internal::CaptureStdout();
  ASSERT_OK(AnswerTimed("3", "a number of steps", [&](int count) {
    asked += count;
    return absl::OkStatus();
  }));
  const std::string printed = testing::internal::GetCapturedStdout();
  EXPECT_EQ(asked, 3);
  double seconds = -1;
  EXPECT_TRUE(absl::SimpleAtod(printed, &seconds)) << printed;
  EXPECT_GE(seconds, 0);
  EXPECT_EQ(printed.back(), '\n');
}

TEST(TimedRequestTest, WhatIsNoCountIsRefused) {
  const auto body = [](int) { return absl::InternalError("not to be called"); };
  for (const std::string line : {"", "0", "-1", "many"}) {
    EXPECT_THAT(AnswerTimed(line, "a number of steps", body),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         "found \"" + line + "\", expected a number of steps"));
  }
}

TEST(TimedRequestTest, AnErrorIsNoTime) {
  testing::internal::CaptureStdout();
  EXPECT_THAT(AnswerTimed("1", "a number", [](int) { return absl::NotFoundError("gone"); }),
              StatusIs(absl::StatusCode::kNotFound, "gone"));
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

}  // namespace
}  // namespace labelrep
