#include "lib/base/npy.h"

#include <vector>

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

// As computed labels have it; 3.5 is a loss on their scale.
TEST(NpyTest, PicturesThatSpanEightyHaveAThreshold) {
  const auto has_threshold = [](double range) {
    std::vector<float> values(2 * 48 * 48);
    for (size_t i = 0; i < values.size(); ++i) {
      values[i] = static_cast<float>(range * (i / (values.size() - 1.0) - 1));
    }
    LabelRequest request = TestRequest("npy", 2);
    request.npy = WriteTestFile("range.npy", EncodeNpy(Array::FromFloats({2, 48, 48}, values)));
    const absl::StatusOr<LabelSet> labels = MakeLabels(request);
    EXPECT_THAT(labels, IsOk());
    return labels->has_threshold();
  };
  EXPECT_TRUE(has_threshold(79.5));
  EXPECT_TRUE(has_threshold(80));
  EXPECT_FALSE(has_threshold(79));
  EXPECT_FALSE(has_threshold(160));
}

}  // namespace
}  // namespace labelrep
