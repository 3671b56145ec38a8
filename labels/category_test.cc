#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

TEST(CategoryTest, IsOneHot) {
  const LabelSet labels = MakeTestLabels("category", 3);
  EXPECT_THAT(labels.shape(), ElementsAre(3));
  EXPECT_THAT(labels.values(), ElementsAre(1, 0, 0, 0, 1, 0, 0, 0, 1));
  EXPECT_EQ(labels.loss(), LabelSet::CROSS_ENTROPY);
  EXPECT_EQ(labels.decision(), LabelSet::LARGEST_OUTPUT);
  EXPECT_EQ(labels.label_smoothing(), 0);
  EXPECT_FALSE(labels.has_threshold());
}

}  // namespace
}  // namespace labelrep
