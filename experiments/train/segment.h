// One of the parts that a run is cut into.
#ifndef EXPERIMENTS_TRAIN_SEGMENT_H_
#define EXPERIMENTS_TRAIN_SEGMENT_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace labelrep {

// The index-th of `count` parts; the last also tests.
struct Segment {
  int32_t index = 1;
  int32_t count = 1;

  // Epochs that are done after it: the first floor(epochs * index / count).
  int32_t LastEpoch(int32_t epochs) const;
  bool is_last() const { return index == count; }
};

// From "3/8". INVALID_ARGUMENT naming the flag --segment.
absl::StatusOr<Segment> ParseSegment(absl::string_view text);

}  // namespace labelrep

#endif  // EXPERIMENTS_TRAIN_SEGMENT_H_
