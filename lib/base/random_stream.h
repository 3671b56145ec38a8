// Named random streams on ATen's counter-based Philox 4x32-10. A stream is fixed by (seed, purpose,
// index); there is no global generator.
//
// The Philox key is the first 8 bytes (little-endian) of SHA-256("labelrep/<purpose>/<seed>"), the
// subsequence is the index, the offset starts at 0, so that other languages can draw the same
// numbers.
#ifndef LIB_BASE_RANDOM_STREAM_H_
#define LIB_BASE_RANDOM_STREAM_H_

#include <cstdint>
#include <vector>

#include "ATen/core/PhiloxRNGEngine.h"
#include "absl/strings/string_view.h"

namespace labelrep {

class RandomStream {
 public:
  RandomStream(uint64_t seed, absl::string_view purpose, uint64_t index = 0);

  uint32_t NextUint32();
  // In [0, 1): 24 bits of one draw.
  float NextFloat();
  // In [0, 1): 53 bits of two draws, as NumPy makes them: (a >> 5, b >> 6).
  double NextDouble();
  // Uniform in [0, bound), without bias (draws below 2^32 mod bound are rejected). bound > 0.
  uint32_t NextBelow(uint32_t bound);
  // Standard normal: Box-Muller in double precision, cosine branch then sine branch.
  double NextNormal();
  // A uniform permutation of 0..n-1 (Fisher-Yates from the end).
  std::vector<int64_t> Permutation(int64_t n);

 private:
  at::Philox4_32 engine_;
  double spare_normal_ = 0;
  bool has_spare_normal_ = false;
};

}  // namespace labelrep

#endif  // LIB_BASE_RANDOM_STREAM_H_
