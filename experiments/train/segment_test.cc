#include "experiments/train/segment.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

TEST(SegmentTest, CutsTheEpochs) {
  EXPECT_EQ((Segment{1, 10}.LastEpoch(200)), 20);
  EXPECT_EQ((Segment{3, 3}.LastEpoch(8)), 8);
  EXPECT_EQ((Segment{1, 3}.LastEpoch(8)), 2);
  EXPECT_EQ((Segment{2, 3}.LastEpoch(8)), 5);
}

TEST(SegmentTest, ParsesTheFlag) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Segment segment, ParseSegment("2/8"));
  EXPECT_EQ(segment.index, 2);
  EXPECT_EQ(segment.count, 8);
  for (const char* bad : {"", "2", "0/8", "9/8", "a/b", "1/2/3", "-1/3"}) {
    EXPECT_THAT(ParseSegment(bad), StatusIs(absl::StatusCode::kInvalidArgument,
                                            HasSubstr(absl::StrCat("found \"", bad, "\""))));
  }
}

}  // namespace
}  // namespace labelrep
