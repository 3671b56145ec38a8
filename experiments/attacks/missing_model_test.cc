#include "experiments/attacks/missing_model.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string Weights(const std::string& name, const std::string& bytes) {
  const std::string path = testing::TempDir() + "/" + name;
  EXPECT_OK(WriteFileAtomically(path, bytes));
  return path;
}

TEST(MissingModelTest, AFailedRunHandsItsFailureOn) {
  RunResult run;
  run.mutable_failure()->set_message("diverged");
  EXPECT_EQ(WhyNoModel(run, "/none")->message(), "diverged");
}

TEST(MissingModelTest, WithoutRecordedWeightsTheModelIsAbsent) {
  EXPECT_THAT(WhyNoModel(RunResult(), Weights("empty", ""))->message(),
              AllOf(StartsWith("absent: "), HasSubstr("--max_weights_bytes")));
}

TEST(MissingModelTest, WhatHasToBeReadIsNotJudged) {
  EXPECT_FALSE(WhyNoModel(RunResult(), Weights("some", "x")).has_value());
  EXPECT_FALSE(WhyNoModel(RunResult(), "/none").has_value());
}

}  // namespace
}  // namespace labelrep
