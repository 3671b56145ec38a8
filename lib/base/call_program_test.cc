#include "lib/base/call_program.h"

#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(CallProgramTest, GetsItsArgumentsAndIsWaitedFor) {
  const std::string file = testing::TempDir() + "/called";
  ASSERT_OK(CallProgram({"/bin/sh", "-c", "printf \"$0\" > \"$1\"", "two words", file}));
  EXPECT_THAT(ReadFile(file), IsOkAndHolds("two words"));
}

TEST(CallProgramTest, FailureIsTold) {
  EXPECT_THAT(CallProgram({"/bin/sh", "-c", "exit 3"}),
              StatusIs(absl::StatusCode::kAborted, "/bin/sh did not succeed"));
  EXPECT_THAT(CallProgram({"/bin/sh", "-c", "kill -KILL $$"}),
              StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(CallProgram({"/no/such/program"}),
              StatusIs(absl::StatusCode::kUnavailable, "/no/such/program"));
}

}  // namespace
}  // namespace labelrep
