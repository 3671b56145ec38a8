#include "lib/base/status_matchers.h"

#include <memory>

#include "gtest/gtest-spi.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::Gt;
using ::testing::Not;
using ::testing::Pointee;
using ::testing::StartsWith;

const absl::Status kOk = absl::OkStatus();
const absl::Status kMissing = absl::NotFoundError("no file /a/b");

TEST(StatusMatchersTest, IsOkTakesStatusAndStatusOr) {
  EXPECT_OK(kOk);
  EXPECT_OK(absl::StatusOr<int>(3));
  ASSERT_OK(kOk);
  EXPECT_THAT(kMissing, Not(IsOk()));
  EXPECT_NONFATAL_FAILURE(EXPECT_OK(kMissing), "no file /a/b");
}

TEST(StatusMatchersTest, StatusIsComparesCodeAndMessage) {
  EXPECT_THAT(kMissing, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(kMissing, StatusIs(absl::StatusCode::kNotFound, "file /a"));
  EXPECT_THAT(kMissing, StatusIs(absl::StatusCode::kNotFound, StartsWith("no file")));
  EXPECT_THAT(absl::StatusOr<int>(kMissing), StatusIs(absl::StatusCode::kNotFound, "/a/b"));
  EXPECT_THAT(kMissing, Not(StatusIs(absl::StatusCode::kInternal)));
  EXPECT_THAT(kMissing, Not(StatusIs(absl::StatusCode::kNotFound, "/c")));
  EXPECT_THAT(kOk, Not(StatusIs(absl::StatusCode::kNotFound)));
  EXPECT_NONFATAL_FAILURE(EXPECT_THAT(kMissing, StatusIs(absl::StatusCode::kNotFound, "/c")),
                          "is NOT_FOUND with a message that has substring \"/c\"");
}

TEST(StatusMatchersTest, IsOkAndHoldsComparesTheValue) {
  EXPECT_THAT(absl::StatusOr<int>(3), IsOkAndHolds(3));
  EXPECT_THAT(absl::StatusOr<int>(3), IsOkAndHolds(Gt(2)));
  EXPECT_THAT(absl::StatusOr<int>(3), Not(IsOkAndHolds(4)));
  EXPECT_THAT(absl::StatusOr<int>(kMissing), Not(IsOkAndHolds(3)));
  EXPECT_THAT(absl::StatusOr<std::unique_ptr<int>>(std::make_unique<int>(5)),
              IsOkAndHolds(Pointee(5)));
}

TEST(StatusMatchersTest, AssertOkAndAssignMovesTheValue) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::unique_ptr<int> value,
                                absl::StatusOr<std::unique_ptr<int>>(std::make_unique<int>(5)));
  EXPECT_EQ(*value, 5);
}

}  // namespace
}  // namespace labelrep
