#include "lib/base/numpy_random.h"

#include <bit>

namespace labelrep {

double NumpyRandomState::NextDouble() {
  const uint32_t high = engine_() >> 5;
  const uint32_t low = engine_() >> 6;
  return (high * 67108864.0 + low) / 9007199254740992.0;
}

uint32_t NumpyRandomState::NextInterval(uint32_t max) {
  if (max == 0) return 0;
  const uint32_t mask = ~uint32_t{0} >> std::countl_zero(max);
  while (true) {
    const uint32_t value = engine_() & mask;
    if (value <= max) return value;
  }
}

}  // namespace labelrep
