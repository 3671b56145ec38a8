#include <cmath>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/drawn_vectors.h"
#include "labels/label_testing.h"
#include "labels/make.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(EqualNormTest, AllLabelsHaveTheSameNorm) {
  for (const char* kind : {"equal_norm_2", "equal_norm_4096"}) {
    const LabelSet labels = MakeTestLabels(kind);
    for (int i = 0; i < labels.class_names_size(); ++i) {
      double sum_of_squares = 0;
      for (const float value : LabelValues(labels, i)) sum_of_squares += value * value;
      // Elements are rounded to float32, by 2^-24 of themselves at most.
      EXPECT_NEAR(std::sqrt(sum_of_squares), kEqualDistance / std::sqrt(2.0), 1e-4) << kind;
    }
  }
}

TEST(EqualNormTest, RefusesWhatIsNoDimension) {
  for (const char* kind : {"equal_norm_1", "equal_norm_x", "equal_norm_65537"}) {
    EXPECT_THAT(MakeLabels(TestRequest(kind)).status(),
                StatusIs(absl::StatusCode::kInvalidArgument, "expected a number of 2 to 65536"))
        << kind;
  }
}

}  // namespace
}  // namespace labelrep
