#include "lib/embed/nearest_neighbors.h"

#include <cmath>
#include <limits>

#include "ATen/TensorOperators.h"
#include "gtest/gtest.h"
#include "lib/embed/embed_testing.h"

namespace labelrep {
namespace {

// Of a squared distance, |a|^2 + |b|^2 - 2 a b of f terms each, around the mean: at most 4 squared
// norms, each with a relative error of f + 3 roundings.
double ErrorBound(const at::Tensor& points) {
  const at::Tensor centred = points - points.mean(0);
  const double squared_norm = centred.square().sum(1).max().item<double>();
  return 4 * squared_norm * static_cast<double>(points.size(1) + 3) *
         std::numeric_limits<double>::epsilon();
}

TEST(NearestNeighborsTest, AreThoseOfScikitLearn) {
  const at::Tensor points = Golden("points");
  const at::Tensor distances = Golden("distances");
  const NearestNeighbors found = FindNearestNeighbors(points, distances.size(1));
  ASSERT_EQ(found.indices.size(), distances.numel());
  const double bound = ErrorBound(points);
  const double* distance = distances.const_data_ptr<double>();
  const at::Tensor indices = Golden("indices");
  for (size_t i = 0; i < found.indices.size(); ++i) {
    EXPECT_EQ(found.indices[i], indices.const_data_ptr<int64_t>()[i]) << "neighbour " << i;
    EXPECT_NEAR(found.squared_distances[i], distance[i] * distance[i], bound) << "neighbour " << i;
  }
}

TEST(NearestNeighborsTest, EqualPointsAreNearestToEachOther) {
  const at::Tensor points = Golden("points").narrow(0, 0, 2).repeat({2, 1});
  const NearestNeighbors found = FindNearestNeighbors(points, 1);
  EXPECT_EQ(found.indices, (std::vector<int32_t>{2, 3, 0, 1}));
  for (const double squared : found.squared_distances) {
    EXPECT_NEAR(squared, 0, ErrorBound(points));
  }
}

}  // namespace
}  // namespace labelrep
