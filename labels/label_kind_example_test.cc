// The example in label_kind.h compiles, and makes what it says.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/make.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(LabelKindExampleTest, MakesLabelsThatBrightenByRowAndClass) {
  LabelRequest request;
  request.recipe.set_kind("mine");
  request.class_names = {"cat", "dog"};
  const absl::StatusOr<LabelSet> labels = MakeLabels(request);
  ASSERT_THAT(labels, IsOk());
  EXPECT_THAT(labels->shape(), testing::ElementsAre(kLabelSize, kLabelSize));
  ASSERT_EQ(labels->values_size(), 2 * kLabelSize * kLabelSize);
  const auto value = [&](int i, int row, int column) {
    return labels->values((i * kLabelSize + row) * kLabelSize + column);
  };
  EXPECT_EQ(value(0, 63, 5), 0);
  EXPECT_EQ(value(1, 0, 63), 0);
  EXPECT_EQ(value(1, 32, 0), kLabelRange / 4);
  EXPECT_EQ(value(1, 32, 63), kLabelRange / 4);
}

}  // namespace
}  // namespace labelrep
