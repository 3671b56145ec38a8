#include "experiments/train/segment.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace labelrep {

int32_t Segment::LastEpoch(int32_t epochs) const {
  return static_cast<int32_t>(int64_t{epochs} * index / count);
}

absl::StatusOr<Segment> ParseSegment(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '/');
  Segment segment;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &segment.index) ||
      !absl::SimpleAtoi(parts[1], &segment.count) || segment.index < 1 ||
      segment.index > segment.count) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--segment: found \"", text, "\", expected <i>/<k> with 1 <= i <= k, such as 2/8"));
  }
  return segment;
}

}  // namespace labelrep
