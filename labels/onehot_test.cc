#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

TEST(OnehotTest, IsRegressedThroughTheLinearHead) {
  const LabelSet labels = MakeTestLabels("onehot", 3);
  EXPECT_THAT(labels.shape(), ElementsAre(3));
  EXPECT_THAT(LabelValues(labels, 0), ElementsAre(80, 0, 0));
  EXPECT_THAT(LabelValues(labels, 2), ElementsAre(0, 0, 80));
  EXPECT_EQ(labels.loss(), LabelSet::SMOOTH_L1);
  EXPECT_EQ(labels.decision(), LabelSet::NEAREST_LABEL);
}

}  // namespace
}  // namespace labelrep
