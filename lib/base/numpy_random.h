// NumPy's legacy RandomState(seed): MT19937 with the shuffle and uniform that the paper's code
// used. Reference: numpy.random.mtrand (frozen stream since NumPy 1.16).
#ifndef LIB_BASE_NUMPY_RANDOM_H_
#define LIB_BASE_NUMPY_RANDOM_H_

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace labelrep {

class NumpyRandomState {
 public:
  explicit NumpyRandomState(uint32_t seed) : engine_(seed) {}

  // random_sample(): in [0, 1), 53 bits.
  double NextDouble();
  // random_interval: uniform in [0, max], by masked rejection.
  uint32_t NextInterval(uint32_t max);

  // shuffle() of a one-dimensional array.
  template <typename T>
  void Shuffle(std::vector<T>& values) {
    for (size_t i = values.size(); i-- > 1;) {
      std::swap(values[i], values[NextInterval(static_cast<uint32_t>(i))]);
    }
  }

 private:
  std::mt19937 engine_;
};

}  // namespace labelrep

#endif  // LIB_BASE_NUMPY_RANDOM_H_
