#include "lib/embed/class_separation.h"

#include "ATen/TensorOperators.h"
#include "ATen/ops/tensor.h"
#include "ATen/ops/zeros.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/embed/embed_testing.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

constexpr int64_t kClasses = 4;  // of make_goldens.py

at::Tensor GoldenClasses(const at::Tensor& points) {
  return at::tensor(at::ArrayRef<int64_t>({0, 1, 2, 3})).repeat({points.size(0) / kClasses});
}

TEST(SilhouettesTest, AreThoseOfScikitLearn) {
  const at::Tensor points = Golden("points");
  const at::Tensor golden = Golden("silhouettes");
  const std::vector<double> found = Silhouettes(points, GoldenClasses(points), kClasses);
  ASSERT_EQ(found.size(), golden.numel());
  for (size_t i = 0; i < found.size(); ++i) {
    // Distances are above 0.5, and their squares' errors below 1e-12 (nearest_neighbors_test.cc).
    EXPECT_NEAR(found[i], golden.const_data_ptr<double>()[i], 1e-11) << "point " << i;
  }
}

TEST(SilhouettesTest, AreZeroWhereTheyAreNotDefined) {
  const at::Tensor points = at::tensor({0.0, 0.0, 3.0}).unsqueeze(1);
  const auto classes = [](std::vector<int64_t> values) { return at::tensor(values); };
  // The last is alone in its class; class 1 has no points.
  EXPECT_THAT(Silhouettes(points, classes({0, 0, 2}), 3), ElementsAre(1, 1, 0));
  EXPECT_THAT(Silhouettes(points, classes({0, 0, 0}), 1), ElementsAre(0, 0, 0));
  EXPECT_THAT(Silhouettes(at::zeros({4, 2}), classes({0, 0, 1, 1}), 2), ElementsAre(0, 0, 0, 0));
}

TEST(MeansByClassTest, LeaveNoClassOut) {
  EXPECT_THAT(MeansByClass({1, 2, 6}, at::tensor(std::vector<int64_t>{0, 2, 2}), 4),
              ElementsAre(1, 0, 4, 0));
}

TEST(NeighborAccuracyTest, IsThatOfScikitLearn) {
  const at::Tensor points = Golden("points");
  const at::Tensor classes = GoldenClasses(points);
  const double golden = Golden("votes").eq(classes).to(at::kDouble).mean().item<double>();
  EXPECT_LT(golden, 1);
  EXPECT_DOUBLE_EQ(NeighborAccuracy(points, classes, kClasses, 15), golden);
}

TEST(NeighborAccuracyTest, OfEquallyManyVotesTheLowestClassCounts) {
  const at::Tensor points = at::tensor({0.0, 1.0, 2.5}).unsqueeze(1);
  // Each point's two neighbours are of two classes.
  EXPECT_DOUBLE_EQ(NeighborAccuracy(points, at::tensor(std::vector<int64_t>{0, 0, 1}), 2, 2),
                   2.0 / 3);
}

}  // namespace
}  // namespace labelrep
