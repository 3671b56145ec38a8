#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::Le;

TEST(LowdimTest, HasAsManyElementsAsClasses) {
  const LabelSet labels = MakeTestLabels("lowdim", 10);
  EXPECT_THAT(labels.shape(), ElementsAre(10));
  EXPECT_THAT(labels.values(), Each(AllOf(Ge(0), Le(80))));
  EXPECT_EQ(labels.loss(), LabelSet::SMOOTH_L1);
  EXPECT_EQ(labels.decision(), LabelSet::NEAREST_LABEL);
  EXPECT_FALSE(labels.has_threshold());
}

}  // namespace
}  // namespace labelrep
