#include "lib/train/checkpoint_pace.h"

#include <algorithm>

namespace labelrep {
namespace {

constexpr int kTrainingPerWriting = 19;

}  // namespace

void CheckpointPace::Written(absl::Time begin, absl::Time end) {
  if (interval_ == absl::ZeroDuration()) return;
  next_ = end + std::max(interval_, kTrainingPerWriting * (end - begin));
}

}  // namespace labelrep
