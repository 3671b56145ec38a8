#include "labels/names.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

constexpr absl::StatusCode kInvalid = absl::StatusCode::kInvalidArgument;

TEST(NamesTest, ReadsOneNameALine) {
  EXPECT_THAT(ReadNames(WriteTestFile("names", "cat\r\n maple_tree \n\npickup truck")),
              IsOkAndHolds(ElementsAre("cat", "maple_tree", "pickup truck")));
}

TEST(NamesTest, RefusesRepeatedAndMissingNames) {
  EXPECT_THAT(ReadNames(WriteTestFile("twice", "cat\n\ncat\n")),
              StatusIs(kInvalid, "twice:3: class 'cat' stands in line 1 already"));
  EXPECT_THAT(ReadNames(WriteTestFile("none", "\n\n")), StatusIs(kInvalid, "none: no class name"));
  EXPECT_THAT(ReadNames("/none/names"), StatusIs(absl::StatusCode::kNotFound));
}

TEST(NamesTest, RefusesMoreNamesThanALabelCanCount) {
  std::string names;
  for (int i = 0; i < 256; ++i) absl::StrAppend(&names, "class", i, "\n");
  EXPECT_THAT(ReadNames(WriteTestFile("most", names)), IsOkAndHolds(testing::SizeIs(256)));
  for (int i = 256; i < 50000; ++i) absl::StrAppend(&names, "class", i, "\n");
  EXPECT_THAT(ReadNames(WriteTestFile("many", names)),
              StatusIs(kInvalid, "many: 50000 class names; expected at most 256"));
}

TEST(NamesTest, OrderSaysWhereEachClassStands) {
  EXPECT_THAT(ReadOrder(WriteTestFile("order", "c\na\nb\n"), {"a", "b", "c"}),
              IsOkAndHolds(ElementsAre(1, 2, 0)));
}

TEST(NamesTest, RefusesAnOrderOfOtherClasses) {
  EXPECT_THAT(ReadOrder(WriteTestFile("short", "c\na\n"), {"a", "b", "c"}),
              StatusIs(kInvalid, "short: class 'b' is missing; expected all 3 classes"));
  EXPECT_THAT(ReadOrder(WriteTestFile("long", "c\na\nb\nd\n"), {"a", "b", "c"}),
              StatusIs(kInvalid, "long: 'd' is no class of the data set"));
}

}  // namespace
}  // namespace labelrep
