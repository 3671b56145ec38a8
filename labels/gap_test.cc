#include <algorithm>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "labels/make.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(GapTest, IsUniformInAnIntervalThatTheGapShifts) {
  for (const auto& [kind, gap] : {std::pair("gap_10", 10.0), {"gap_0p1", 0.1}, {"gap_0", 0.0}}) {
    const LabelSet labels = MakeTestLabels(kind);
    EXPECT_THAT(labels.shape(), testing::ElementsAre(50));
    for (int i = 0; i < labels.class_names_size(); ++i) {
      const std::vector<float> values = LabelValues(labels, i);
      const auto [low, high] = std::minmax_element(values.begin(), values.end());
      // One of 50 numbers is in the lowest tenth of the range but for 0.9^50 = 0.5 % of the draws.
      EXPECT_GE(*low, i * gap);
      EXPECT_LE(*low, i * gap + 0.9);
      EXPECT_GE(*high, i * gap + 8.1);
      EXPECT_LE(*high, i * gap + 9);
    }
  }
}

TEST(GapTest, RefusesWhatIsNoGap) {
  for (const char* kind : {"gap_-1", "gap_x", "gap_1001", "gap_nan"}) {
    EXPECT_THAT(MakeLabels(TestRequest(kind)).status(),
                StatusIs(absl::StatusCode::kInvalidArgument, "expected a number of 0 to 1000"))
        << kind;
  }
}

}  // namespace
}  // namespace labelrep
