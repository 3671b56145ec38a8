#include "experiments/attacks/missing_model.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

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
  const RunFailure failure = *WhyNoModel(RunResult(), Weights("empty", ""));
  EXPECT_EQ(failure.kind(), RunFailure::ABSENT);
  EXPECT_THAT(failure.message(), HasSubstr("--max_weights_bytes"));
}

TEST(MissingModelTest, WhatHasToBeReadIsNotJudged) {
  EXPECT_FALSE(WhyNoModel(RunResult(), Weights("some", "x")).has_value());
  EXPECT_FALSE(WhyNoModel(RunResult(), "/none").has_value());
}

}  // namespace
}  // namespace labelrep
