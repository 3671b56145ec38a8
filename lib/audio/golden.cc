#include "lib/audio/golden.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gtest/gtest.h"
#include "lib/base/npy.h"

namespace labelrep {

double Golden::MaxDifference(const Eigen::ArrayXXd& array) const {
  if (shape != std::vector<int64_t>{array.rows(), array.cols()}) {
    ADD_FAILURE() << "found " << array.rows() << "x" << array.cols();
    return std::numeric_limits<double>::infinity();
  }
  double worst = 0;
  for (int64_t row = 0; row < array.rows(); ++row) {
    for (int64_t column = 0; column < array.cols(); ++column) {
      worst = std::max(worst, std::abs(array(row, column) - values[row * shape[1] + column]));
    }
  }
  return worst;
}

Golden ReadGolden(const std::string& name) {
  const absl::StatusOr<Array> array = ReadNpy("lib/audio/testdata/" + name + ".npy");
  EXPECT_TRUE(array.ok()) << array.status();
  if (!array.ok()) return {};
  return {array->shape, array->ToFiniteFloats().value()};
}

}  // namespace labelrep
