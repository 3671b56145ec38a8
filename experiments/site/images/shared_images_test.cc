#include "experiments/site/images/shared_images.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

ImageClasses Classes(const std::vector<int32_t>& values) { return {values.begin(), values.end()}; }

TEST(SharedImagesTest, KeepsTheLongestList) {
  SharedImages shared;
  ASSERT_OK(shared.Add("a.pb", "cafe", Classes({1, 0}), 3));
  ASSERT_OK(shared.Add("b.pb", "cafe", Classes({1, 0, 2}), 3));
  ASSERT_OK(shared.Add("c.pb", "cafe", Classes({1}), 3));
  EXPECT_EQ(shared.shown(), 3);
  EXPECT_EQ(shared.Text(shared.classes()), "102");
  EXPECT_EQ(shared.file(), "a.pb");
  EXPECT_EQ(shared.test_data_sha256(), "cafe");
}

TEST(SharedImagesTest, ResultsOfOtherImagesAreRefusedByFileAndField) {
  SharedImages shared;
  ASSERT_OK(shared.Add("a.pb", "cafe", Classes({1, 0}), 3));
  const auto expect_refused = [&](const absl::Status& status, const std::string& message) {
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition,
                                 AllOf(HasSubstr("b.pb: "), HasSubstr(message))));
  };
  expect_refused(shared.Add("b.pb", "beef", Classes({1, 0}), 3),
                 "test_data_sha256: found beef, but cafe in a.pb");
  expect_refused(shared.Add("b.pb", "cafe", Classes({1, 0}), 4),
                 "number of classes: found 4, but 3 in a.pb");
  expect_refused(shared.Add("b.pb", "cafe", Classes({1, 2}), 3),
                 "classes: found 2 of image 1, expected 0");
  expect_refused(shared.Add("b.pb", "cafe", Classes({1, 3}), 3),
                 "classes: found 3 of image 1, expected below the 3 classes");
  expect_refused(shared.Check("b.pb", "decisions", Classes({1}), 2),
                 "decisions: found 1, expected one for each of 2 images");
  expect_refused(shared.Check("b.pb", "decisions", Classes({0, -1}), 2),
                 "decisions: found -1 of image 1");
  EXPECT_EQ(shared.shown(), 2);
}

TEST(SharedImagesTest, NumbersOfClassesThatNoResultCanHaveAreRefused) {
  SharedImages shared;
  for (const int classes : {0, -1, 1297}) {
    EXPECT_THAT(shared.Add("a.pb", "cafe", Classes({}), classes),
                StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("number of classes")));
  }
}

// 35 is "z"; of 37 classes, 36 is "10".
TEST(SharedImagesTest, DigitsAreOfBase36) {
  SharedImages few;
  ASSERT_OK(few.Add("a.pb", "cafe", Classes({0, 9, 10, 35}), 36));
  EXPECT_EQ(few.digits(), 1);
  EXPECT_EQ(few.Text(few.classes()), "09az");
  SharedImages many;
  ASSERT_OK(many.Add("a.pb", "cafe", Classes({0, 35, 36, 99}), 100));
  EXPECT_EQ(many.digits(), 2);
  EXPECT_EQ(many.Text(many.classes()), "000z102r");
}

TEST(SharedImagesTest, ShowsTheFirstThousand) {
  SharedImages shared;
  ASSERT_OK(shared.Add("a.pb", "cafe", Classes(std::vector<int32_t>(1500, 1)), 3));
  EXPECT_EQ(shared.shown(), 1000);
  EXPECT_EQ(shared.Text(shared.classes()), std::string(1000, '1'));
}

}  // namespace
}  // namespace labelrep
