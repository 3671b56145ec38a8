// Goldens of testdata/ for tests.
#ifndef LIB_AUDIO_GOLDEN_H_
#define LIB_AUDIO_GOLDEN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "Eigen/Core"

namespace labelrep {

struct Golden {
  std::vector<int64_t> shape;
  std::vector<float> values;

  // Largest absolute difference to an array of two dimensions, which must have this shape.
  double MaxDifference(const Eigen::ArrayXXd& array) const;
};

// testdata/<name>.npy; a test that cannot read it fails.
Golden ReadGolden(const std::string& name);

}  // namespace labelrep

#endif  // LIB_AUDIO_GOLDEN_H_
