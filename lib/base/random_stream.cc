#include "lib/base/random_stream.h"

#include <cmath>
#include <numbers>
#include <numeric>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/check.h"
#include "lib/base/digest.h"

namespace labelrep {
namespace {

uint64_t Key(uint64_t seed, absl::string_view purpose) {
  const std::string digest = Sha256Raw(absl::StrCat("labelrep/", purpose, "/", seed));
  uint64_t key = 0;
  for (int i = 7; i >= 0; --i) key = key << 8 | static_cast<unsigned char>(digest[i]);
  return key;
}

}  // namespace

RandomStream::RandomStream(uint64_t seed, absl::string_view purpose, uint64_t index)
    : engine_(Key(seed, purpose), index) {}

uint32_t RandomStream::NextUint32() { return engine_(); }

float RandomStream::NextFloat() { return static_cast<float>(NextUint32() >> 8) * 0x1p-24f; }

double RandomStream::NextDouble() {
  const uint32_t high = NextUint32() >> 5;
  const uint32_t low = NextUint32() >> 6;
  return (high * 0x1p26 + low) * 0x1p-53;
}

uint32_t RandomStream::NextBelow(uint32_t bound) {
  LABELREP_CHECK(bound > 0, "no number is below 0");
  // 2^32 mod bound, in 32 bits.
  const uint32_t rejected = -bound % bound;
  while (true) {
    const uint32_t draw = NextUint32();
    if (draw >= rejected) return draw % bound;
  }
}

double RandomStream::NextNormal() {
  if (has_spare_normal_) {
    has_spare_normal_ = false;
    return spare_normal_;
  }
  // 1 - u lies in (0, 1], so that the logarithm is finite.
  const double radius = std::sqrt(-2.0 * std::log(1.0 - NextDouble()));
  const double angle = 2.0 * std::numbers::pi * NextDouble();
  spare_normal_ = radius * std::sin(angle);
  has_spare_normal_ = true;
  return radius * std::cos(angle);
}

std::vector<int64_t> RandomStream::Permutation(int64_t n) {
  LABELREP_CHECK(n >= 0 && n <= int64_t{0xffffffff}, "a permutation has 0 to 2^32 - 1 elements");
  std::vector<int64_t> order(static_cast<size_t>(n));
  std::iota(order.begin(), order.end(), 0);
  for (size_t i = order.size(); i-- > 1;) {
    std::swap(order[i], order[NextBelow(static_cast<uint32_t>(i) + 1)]);
  }
  return order;
}

}  // namespace labelrep
