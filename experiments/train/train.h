// Trains a run: the whole of it, started by hand, or one of the segments that it is cut into, as an
// action.
#ifndef EXPERIMENTS_TRAIN_TRAIN_H_
#define EXPERIMENTS_TRAIN_TRAIN_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "experiments/train/active_run.h"

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

struct SegmentFiles {
  std::string checkpoint_in;   // all but the first
  std::string checkpoint_out;  // may be empty for the last
  std::string result;          // the last only
  std::string provenance;      // may be empty but for the last
  std::string weights;         // the last only
};

// Trains one segment. With `failure_is_result` a failure that would come again (bad input,
// divergence) is written to the outputs, which are then a result that says so, weights without
// tensors, a checkpoint that hands it on, and the provenance of what was trained before it, and the
// status is OK. Others are errors either way, a file that is missing among them.
absl::Status TrainSegment(const RunPaths& paths, const Segment& segment, const SegmentFiles& files,
                          bool failure_is_result);

// Trains and tests, and leaves result.pb, provenance.pb and weights.safetensors in `out`. Writes
// checkpoint.safetensors there after an epoch, where CheckpointPace has it due, and goes on from it
// where it is there. A run that diverges is an error (ABORTED) and leaves a result that says so and
// its provenance, unless there is a result that is finished or of another run. Result and weights
// of an earlier process stay until this one has others, but not a failure of the same run.
// UNAVAILABLE where another process writes to `out`.
absl::Status TrainByHand(const RunPaths& paths, const std::string& out,
                         absl::Duration checkpoint_interval = absl::ZeroDuration());

}  // namespace labelrep

#endif  // EXPERIMENTS_TRAIN_TRAIN_H_
