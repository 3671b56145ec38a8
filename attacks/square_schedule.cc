#include "attacks/square_schedule.h"

#include <algorithm>
#include <cmath>

namespace labelrep {

int64_t SquareSide(int64_t query, int64_t queries, int64_t image_size) {
  constexpr int64_t kScheduledQueries = 10000;
  constexpr int64_t kHalvings[] = {10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000};
  double share = kSquareInitialShare;
  for (const int64_t halving : kHalvings) {
    if (query * kScheduledQueries > halving * queries) share /= 2;
  }
  const int64_t side = std::lround(std::sqrt(share * static_cast<double>(image_size * image_size)));
  return std::clamp<int64_t>(side, 1, image_size - 1);
}

}  // namespace labelrep
