#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "labels/make.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Case {
  const char* vectors;
  const char* pictures;
  float one;
};

class OnehotTest : public ::testing::TestWithParam<Case> {};

TEST_P(OnehotTest, VectorsAreRegressedThroughTheLinearHead) {
  const LabelSet labels = MakeTestLabels(GetParam().vectors, 3);
  EXPECT_THAT(labels.shape(), ElementsAre(3));
  EXPECT_THAT(LabelValues(labels, 0), ElementsAre(GetParam().one, 0, 0));
  EXPECT_THAT(LabelValues(labels, 2), ElementsAre(0, 0, GetParam().one));
  EXPECT_EQ(labels.loss(), LabelSet::SMOOTH_L1);
  EXPECT_EQ(labels.decision(), LabelSet::NEAREST_LABEL);
}

TEST_P(OnehotTest, EachClassHasAPartOfThePictureToItself) {
  const LabelSet labels = MakeTestLabels(GetParam().pictures, 10);
  EXPECT_THAT(labels.shape(), ElementsAre(64, 64));
  std::vector<int> ones(64 * 64);
  for (int i = 0; i < 10; ++i) {
    const auto values = LabelValues(labels, i);
    ASSERT_EQ(values.size(), ones.size());
    // 4096 / 10, rounded down.
    EXPECT_EQ(std::count(values.begin(), values.end(), GetParam().one), 409);
    EXPECT_EQ(std::count(values.begin(), values.end(), 0.0f), 64 * 64 - 409);
    for (size_t k = 0; k < values.size(); ++k) ones[k] += values[k] > 0;
  }
  EXPECT_LE(*std::max_element(ones.begin(), ones.end()), 1);
  EXPECT_EQ(labels.loss(), LabelSet::SMOOTH_L1);
  EXPECT_EQ(labels.decision(), LabelSet::NEAREST_LABEL);
}

TEST_P(OnehotTest, MoreClassesThanElementsAreRefused) {
  EXPECT_THAT(MakeLabels(TestRequest(GetParam().pictures, 64 * 64 + 1)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr(GetParam().pictures), HasSubstr("4097 classes"))));
}

INSTANTIATE_TEST_SUITE_P(Ones, OnehotTest,
                         ::testing::Values(Case{"onehot", "onehot_matrix", 80},
                                           Case{"onehot_unit", "onehot_matrix_unit", 1}),
                         [](const auto& info) { return std::string(info.param.vectors); });

}  // namespace
}  // namespace labelrep
