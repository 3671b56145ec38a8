#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"

namespace labelrep {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

TEST(ConstantTest, SpreadsTheClassesOverTheRange) {
  const LabelSet labels = MakeTestLabels("constant", 5);
  EXPECT_THAT(labels.shape(), ElementsAre(64, 64));
  for (int i = 0; i < 5; ++i) EXPECT_THAT(LabelValues(labels, i), Each(20.0f * i));
  EXPECT_EQ(labels.loss(), LabelSet::SMOOTH_L1);
  EXPECT_EQ(labels.decision(), LabelSet::NEAREST_LABEL);
  EXPECT_EQ(labels.threshold(), 3.5);
}

}  // namespace
}  // namespace labelrep
