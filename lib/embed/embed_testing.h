// Goldens of testdata/ for tests.
#ifndef LIB_EMBED_EMBED_TESTING_H_
#define LIB_EMBED_EMBED_TESTING_H_

#include <string>

#include "ATen/core/Tensor.h"
#include "lib/embed/affinities.h"
#include "lib/embed/repulsion.h"

namespace labelrep {

// testdata/<name>.npy; a test that cannot read it fails.
at::Tensor Golden(const std::string& name);

// Of a float64 matrix, those elements that are not 0.
Affinities SparseFrom(const at::Tensor& matrix);

// Of float64 [n, 2].
PlanePoints PlanePointsFrom(const at::Tensor& points);

}  // namespace labelrep

#endif  // LIB_EMBED_EMBED_TESTING_H_
