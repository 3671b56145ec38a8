#include "lib/base/field_checker.h"

#include <limits>

#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(FieldCheckerTest, IsOkWhereAllFits) {
  FieldChecker check("a.textproto", "recipe");
  check.Set("epochs", true);
  check.NotEmpty("encoder", "resnet8");
  check.Number("epochs", 3, true, "at least 1");
  check.Chosen("device", 1, "CPU or CUDA");
  EXPECT_OK(check.status());
}

TEST(FieldCheckerTest, NamesFileFieldFoundAndExpected) {
  FieldChecker check("a.textproto", "recipe");
  check.Number("epochs", -3, false, "at least 1");
  EXPECT_THAT(check.status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "a.textproto: recipe.epochs: found -3, expected at least 1"));
}

TEST(FieldCheckerTest, ReportsTheFirst) {
  FieldChecker check("a", "recipe");
  check.NotEmpty("encoder", "");
  check.Set("epochs", false);
  EXPECT_THAT(check.status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "recipe.encoder: it is empty"));
}

TEST(FieldCheckerTest, ANumberIsFinite) {
  FieldChecker check("a", "recipe");
  check.Number("rate", std::numeric_limits<double>::infinity(), true, "a number above 0");
  EXPECT_THAT(check.status(), StatusIs(absl::StatusCode::kInvalidArgument, "found inf"));
}

TEST(FieldCheckerTest, AnUnspecifiedEnumIsNoChoice) {
  FieldChecker check("a", "recipe");
  check.Chosen("device", 0, "CPU or CUDA");
  EXPECT_THAT(check.status(),
              StatusIs(absl::StatusCode::kInvalidArgument, "it is unspecified, expected CPU"));
}

}  // namespace
}  // namespace labelrep
