#include "lib/embed/embed_testing.h"

#include "gtest/gtest.h"
#include "lib/base/npy.h"
#include "lib/base/tensor_array.h"

namespace labelrep {

at::Tensor Golden(const std::string& name) {
  const absl::StatusOr<Array> array = ReadNpy("lib/embed/testdata/" + name + ".npy");
  EXPECT_TRUE(array.ok()) << array.status();
  return array.ok() ? TensorFromArray(*array) : at::Tensor();
}

Affinities SparseFrom(const at::Tensor& matrix) {
  const auto values = matrix.accessor<double, 2>();
  Affinities sparse(values.size(0), values.size(1));
  for (int64_t i = 0; i < values.size(0); ++i) {
    for (int64_t j = 0; j < values.size(1); ++j) {
      if (values[i][j] != 0) sparse.insert(i, j) = values[i][j];
    }
  }
  sparse.makeCompressed();
  return sparse;
}

PlanePoints PlanePointsFrom(const at::Tensor& points) {
  const auto values = points.accessor<double, 2>();
  PlanePoints found;
  for (int64_t i = 0; i < values.size(0); ++i) {
    found.x.push_back(values[i][0]);
    found.y.push_back(values[i][1]);
  }
  return found;
}

}  // namespace labelrep
