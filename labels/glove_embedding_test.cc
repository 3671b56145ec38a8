#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "labels/make.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

LabelRequest RequestFor(const std::vector<std::string>& class_names) {
  LabelRequest request;
  request.recipe.set_kind("glove_embedding");
  request.class_names = class_names;
  request.glove = WriteTestFile("vectors.txt", "tree 1 -2\ncat 0.5 3\noak 2 0.25\n");
  return request;
}

TEST(GloveEmbeddingTest, IsTheVectorOfTheNameAndOfSeveralWordsTheMean) {
  const absl::StatusOr<LabelSet> labels = MakeLabels(RequestFor({"Cat", "oak_tree", "tree"}));
  ASSERT_THAT(labels, IsOk());
  EXPECT_THAT(labels->shape(), ElementsAre(2));
  EXPECT_THAT(labels->values(), ElementsAre(0.5, 3, 1.5, -0.875, 1, -2));
  EXPECT_EQ(labels->loss(), LabelSet::SMOOTH_L1);
  EXPECT_FALSE(labels->has_threshold());
  EXPECT_EQ(labels->recipe().source().size(), 64);
}

TEST(GloveEmbeddingTest, NamesTheMissingWord) {
  EXPECT_THAT(MakeLabels(RequestFor({"cat", "pine_tree"})),
              StatusIs(absl::StatusCode::kInvalidArgument, "no vector of \"pine\""));
  EXPECT_THAT(MakeLabels(RequestFor({"_"})),
              StatusIs(absl::StatusCode::kInvalidArgument, "class name \"_\": found no word"));
}

}  // namespace
}  // namespace labelrep
