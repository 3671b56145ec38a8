#include "labels/class_order.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

constexpr absl::StatusCode kInvalid = absl::StatusCode::kInvalidArgument;

TEST(ClassOrderTest, SaysWhereEachClassStands) {
  EXPECT_THAT(ReadClassOrder(WriteTestFile("order", "c\na\nb\n"), {"a", "b", "c"}),
              IsOkAndHolds(ElementsAre(1, 2, 0)));
}

TEST(ClassOrderTest, RefusesAnOrderOfOtherClasses) {
  EXPECT_THAT(ReadClassOrder(WriteTestFile("short", "c\na\n"), {"a", "b", "c"}),
              StatusIs(kInvalid, "short: class 'b' is missing; expected all 3 classes"));
  EXPECT_THAT(ReadClassOrder(WriteTestFile("long", "c\na\nb\nd\n"), {"a", "b", "c"}),
              StatusIs(kInvalid, "long: 'd' is no class of the data set"));
}

}  // namespace
}  // namespace labelrep
