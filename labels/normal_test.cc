#include <cmath>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "labels/make.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(NormalTest, StandsAroundTheIndexOfTheClass) {
  const LabelSet labels = MakeTestLabels("normal_2000");
  EXPECT_THAT(labels.shape(), testing::ElementsAre(2000));
  for (int i = 0; i < labels.class_names_size(); ++i) {
    double sum = 0;
    double sum_of_squares = 0;
    for (float value : LabelValues(labels, i)) {
      sum += value - i;
      sum_of_squares += (value - i) * (value - i);
    }
    // Of 2000 numbers the mean has a standard deviation of 0.1 / sqrt(2000) = 0.0022, and their
    // standard deviation one of 0.1 / sqrt(4000) = 0.0016; 5 of each.
    EXPECT_NEAR(sum / 2000, 0, 0.011);
    EXPECT_NEAR(std::sqrt(sum_of_squares / 2000), 0.1, 0.008);
  }
}

TEST(NormalTest, MoreDimensionsBeginWithTheSameNumbers) {
  const std::vector<float> one = LabelValues(MakeTestLabels("normal_1"), 2);
  EXPECT_EQ(one.front(), LabelValues(MakeTestLabels("normal_5"), 2).front());
}

TEST(NormalTest, RefusesWhatIsNoDimension) {
  for (const char* kind : {"normal_0", "normal_-1", "normal_x", "normal_", "normal_65537"}) {
    EXPECT_THAT(MakeLabels(TestRequest(kind)).status(),
                StatusIs(absl::StatusCode::kInvalidArgument, "expected a number of 1 to 65536"))
        << kind;
  }
}

}  // namespace
}  // namespace labelrep
