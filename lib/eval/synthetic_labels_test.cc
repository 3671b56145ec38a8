#include "lib/eval/synthetic_labels.h"

#include <algorithm>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::Le;

TEST(SyntheticLabelsTest, AVectorIsOfCategoryLabels) {
  const LabelSet labels = SyntheticLabels({3});
  EXPECT_EQ(labels.loss(), LabelSet::CROSS_ENTROPY);
  EXPECT_THAT(labels.class_names(), ElementsAre("class 0", "class 1", "class 2"));
  EXPECT_THAT(labels.values(), ElementsAre(1, 0, 0, 0, 1, 0, 0, 0, 1));
}

TEST(SyntheticLabelsTest, AMatrixIsRegressed) {
  const LabelSet labels = SyntheticLabels({2, 3});
  EXPECT_EQ(labels.loss(), LabelSet::SMOOTH_L1);
  EXPECT_EQ(labels.class_names_size(), 10);
  EXPECT_EQ(labels.values_size(), 10 * 2 * 3);
  EXPECT_THAT(labels.values(), Each(Ge(-2)));
  EXPECT_THAT(labels.values(), Each(Le(2)));
}

TEST(SyntheticLabelsTest, RegressedLabelsDiffer) {
  const LabelSet labels = SyntheticRegressionLabels(2, {4});
  EXPECT_EQ(labels.class_names_size(), 2);
  EXPECT_FALSE(std::equal(labels.values().begin(), labels.values().begin() + 4,
                          labels.values().begin() + 4));
}

}  // namespace
}  // namespace labelrep
