// How often a training that may be cut short saves where it is.
#ifndef LIB_TRAIN_CHECKPOINT_PACE_H_
#define LIB_TRAIN_CHECKPOINT_PACE_H_

#include "absl/time/time.h"

namespace labelrep {

// At intervals of at least `interval`, and so far apart that at most a twentieth of the time goes
// into writing: a checkpoint of VGG19 is 240 MB, which a slow disk takes seconds for. An interval
// of zero asks for every checkpoint, however long they take.
class CheckpointPace {
 public:
  CheckpointPace(absl::Duration interval, absl::Time start)
      : interval_(interval), next_(start + interval) {}

  bool IsDue(absl::Time now) const { return now >= next_; }
  // A checkpoint was written, from `begin` to `end`.
  void Written(absl::Time begin, absl::Time end);

 private:
  absl::Duration interval_;
  absl::Time next_;
};

}  // namespace labelrep

#endif  // LIB_TRAIN_CHECKPOINT_PACE_H_
