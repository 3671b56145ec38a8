#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "labels/make.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

TEST(NpyTest, VectorsAreRegressedByALinearHead) {
  LabelRequest request = TestRequest("npy", 2);
  request.recipe.set_kind("glove");
  const absl::StatusOr<LabelSet> labels = MakeLabels(request);
  ASSERT_THAT(labels, IsOk());
  EXPECT_EQ(labels->recipe().kind(), "glove");
  EXPECT_THAT(labels->shape(), ElementsAre(5));
  EXPECT_THAT(labels->values(), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
  EXPECT_EQ(labels->loss(), LabelSet::SMOOTH_L1);
  EXPECT_EQ(labels->decision(), LabelSet::NEAREST_LABEL);
  EXPECT_FALSE(labels->has_threshold());
}

TEST(NpyTest, PicturesAreMadeByADecoder) {
  LabelRequest request = TestRequest("npy", 2);
  request.recipe.set_kind("bert");
  request.npy = WriteTestNpy("bert.npy", {2, 48, 48});
  const absl::StatusOr<LabelSet> labels = MakeLabels(request);
  ASSERT_THAT(labels, IsOk());
  EXPECT_THAT(labels->shape(), ElementsAre(48, 48));
  EXPECT_FALSE(labels->has_threshold());
}

}  // namespace
}  // namespace labelrep
