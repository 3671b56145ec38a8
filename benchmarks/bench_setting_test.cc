#include "benchmarks/bench_setting.h"

#include <memory>

#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(BenchSettingTest, StepsRunForEveryHeadAndPrecision) {
  for (const std::string head : {"category10", "category100", "decoder"}) {
    for (const std::string precision : {"fp32", "bf16"}) {
      absl::StatusOr<std::unique_ptr<StepBench>> bench =
          MakeStepBench({"resnet8", head, precision, "channels_last", /*batch_size=*/2});
      ASSERT_OK(bench);
      (*bench)->Train();
      (*bench)->Evaluate();
    }
  }
}

TEST(BenchSettingTest, NamesTheFieldOfABadSetting) {
  EXPECT_THAT(MakeStepBench({"resnet8", "decoder", "fp16", "channels_last"}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "precision: found \"fp16\""));
  EXPECT_THAT(MakeStepBench({"resnet8", "decoder", "fp32", "nhwc"}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "memory format: found \"nhwc\""));
  EXPECT_THAT(MakeStepBench({"resnet8", "linear", "fp32", "channels_last"}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "head: found \"linear\""));
}

}  // namespace
}  // namespace labelrep
