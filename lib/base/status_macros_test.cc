#include "lib/base/status_macros.h"

#include <memory>

#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

absl::Status FailIf(bool fail) { return fail ? absl::AbortedError("asked to") : absl::OkStatus(); }

absl::Status ReturnsEarly(bool fail, bool& reached_end) {
  LABELREP_RETURN_IF_ERROR(FailIf(fail));
  reached_end = true;
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<int>> MakeInt(int value) {
  if (value < 0) return absl::OutOfRangeError("negative");
  return std::make_unique<int>(value);
}

absl::StatusOr<int> Sum(int a, int b) {
  LABELREP_ASSIGN_OR_RETURN(const std::unique_ptr<int> first, MakeInt(a));
  LABELREP_ASSIGN_OR_RETURN(std::unique_ptr<int> second, MakeInt(b));
  return *first + *second;
}

TEST(StatusMacrosTest, ReturnIfErrorReturnsOnlyErrors) {
  bool reached_end = false;
  EXPECT_THAT(ReturnsEarly(true, reached_end), StatusIs(absl::StatusCode::kAborted, "asked to"));
  EXPECT_FALSE(reached_end);
  EXPECT_OK(ReturnsEarly(false, reached_end));
  EXPECT_TRUE(reached_end);
}

TEST(StatusMacrosTest, AssignOrReturnMovesTheValueOrReturnsTheStatus) {
  EXPECT_THAT(Sum(2, 3), IsOkAndHolds(5));
  EXPECT_THAT(Sum(2, -3), StatusIs(absl::StatusCode::kOutOfRange, "negative"));
  EXPECT_THAT(Sum(-2, 3), StatusIs(absl::StatusCode::kOutOfRange));
}

}  // namespace
}  // namespace labelrep
