#include "lib/embed/principal_components.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "ATen/TensorOperators.h"
#include "gtest/gtest.h"
#include "lib/embed/embed_testing.h"

namespace labelrep {
namespace {

TEST(PrincipalComponentsTest, AreThoseOfScikitLearn) {
  const at::Tensor points = Golden("points");
  const at::Tensor golden = Golden("components");
  const at::Tensor components = PrincipalComponents(points, 50);
  ASSERT_EQ(components.sizes(), golden.sizes());
  // The rounding error of X'X, at most n epsilon times its largest eigenvalue, turns an eigenvector
  // by its ratio to the smallest gap between eigenvalues, and a point by as much of its length.
  const at::Tensor eigenvalues = golden.square().sum(0);
  const double gap = eigenvalues.diff().abs().min().item<double>();
  const double error = static_cast<double>(points.size(0)) *
                       std::numeric_limits<double>::epsilon() * eigenvalues.max().item<double>();
  const double length = golden.square().sum(1).sqrt().max().item<double>();
  EXPECT_LE((components - golden).abs().max().item<double>(), 2 * length * error / gap);
}

TEST(PrincipalComponentsTest, TakesTheFirst) {
  const at::Tensor points = Golden("points");
  const at::Tensor all = PrincipalComponents(points, points.size(1));
  EXPECT_TRUE(PrincipalComponents(points, 3).allclose(all.narrow(1, 0, 3), 1e-12, 1e-12));
}

}  // namespace
}  // namespace labelrep
