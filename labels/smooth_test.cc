#include "gtest/gtest.h"
#include "labels/label_testing.h"

namespace labelrep {
namespace {

TEST(SmoothTest, IsCategoryWithSmoothing) {
  const LabelSet labels = MakeTestLabels("smooth", 3);
  EXPECT_DOUBLE_EQ(labels.label_smoothing(), 0.1);
  EXPECT_EQ(labels.loss(), LabelSet::CROSS_ENTROPY);
  EXPECT_EQ(labels.decision(), LabelSet::LARGEST_OUTPUT);
  EXPECT_EQ(LabelValues(labels, 1), LabelValues(MakeTestLabels("category", 3), 1));
}

}  // namespace
}  // namespace labelrep
