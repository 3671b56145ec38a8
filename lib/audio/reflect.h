// A signal that goes on beyond its ends as in a mirror that stands on its end samples.
#ifndef LIB_AUDIO_REFLECT_H_
#define LIB_AUDIO_REFLECT_H_

#include <cstdint>
#include <cstdlib>

namespace labelrep {

// Index of the sample of n >= 1 that is seen at `i`: of 0 1 2, -1 shows 1 and 3 shows 1.
inline int64_t Reflect(int64_t i, int64_t n) {
  if (n == 1) return 0;
  const int64_t period = 2 * (n - 1);
  i = std::abs(i) % period;
  return i < n ? i : period - i;
}

}  // namespace labelrep

#endif  // LIB_AUDIO_REFLECT_H_
