#include <cmath>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/drawn_vectors.h"
#include "labels/label_testing.h"
#include "labels/make.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

double Distance(const std::vector<float>& one, const std::vector<float>& other) {
  double sum_of_squares = 0;
  for (size_t k = 0; k < one.size(); ++k) sum_of_squares += std::pow(one[k] - other[k], 2);
  return std::sqrt(sum_of_squares);
}

TEST(EqualDistanceTest, ClassesAreTheSameDistanceApartAtEveryDimension) {
  for (const char* kind : {"equal_distance_1", "equal_distance_8", "equal_distance_4096"}) {
    const LabelSet labels = MakeTestLabels(kind);
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < labels.class_names_size(); ++i) {
      for (int j = 0; j < i; ++j, ++pairs) {
        sum += Distance(LabelValues(labels, i), LabelValues(labels, j));
      }
    }
    // Elements are rounded to float32, by 2^-24 of themselves at most.
    EXPECT_NEAR(sum / pairs, kEqualDistance, 1e-4) << kind;
  }
}

TEST(EqualDistanceTest, RefusesWhatIsNoDimension) {
  for (const char* kind : {"equal_distance_0", "equal_distance_x", "equal_distance_65537"}) {
    EXPECT_THAT(MakeLabels(TestRequest(kind)).status(),
                StatusIs(absl::StatusCode::kInvalidArgument, "expected a number of 1 to 65536"))
        << kind;
  }
}

}  // namespace
}  // namespace labelrep
