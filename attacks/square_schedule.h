// How large the Square attack's windows are (Andriushchenko et al., arXiv:1912.00049, section 3).
#ifndef ATTACKS_SQUARE_SCHEDULE_H_
#define ATTACKS_SQUARE_SCHEDULE_H_

#include <cstdint>

namespace labelrep {

// The share of the image that a window covers begins at this and is halved after 10, 50, 200, 500,
// 1,000, 2,000, 4,000, 6,000 and 8,000 of 10,000 queries; other budgets scale the places. (choice:
// the larger of the values used for small images, as the budget is small.)
inline constexpr double kSquareInitialShare = 0.3;

// Side in pixels, at least 1 and less than `image_size`, at query `query` of 0..queries-1.
int64_t SquareSide(int64_t query, int64_t queries, int64_t image_size);

}  // namespace labelrep

#endif  // ATTACKS_SQUARE_SCHEDULE_H_
