#include <algorithm>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

TEST(OnehotMatrixTest, EachClassHasAPartOfTheMatrixToItself) {
  const LabelSet labels = MakeTestLabels("onehot_matrix", 10);
  EXPECT_THAT(labels.shape(), ElementsAre(64, 64));
  std::vector<int> ones(64 * 64);
  for (int i = 0; i < 10; ++i) {
    const auto values = LabelValues(labels, i);
    ASSERT_EQ(values.size(), ones.size());
    // 4096 / 10, rounded down.
    EXPECT_EQ(std::count(values.begin(), values.end(), 80.0f), 409);
    EXPECT_EQ(std::count(values.begin(), values.end(), 0.0f), 64 * 64 - 409);
    for (size_t k = 0; k < values.size(); ++k) ones[k] += values[k] > 0;
  }
  EXPECT_LE(*std::max_element(ones.begin(), ones.end()), 1);
  EXPECT_EQ(labels.loss(), LabelSet::SMOOTH_L1);
  EXPECT_EQ(labels.decision(), LabelSet::NEAREST_LABEL);
}

}  // namespace
}  // namespace labelrep
