// A small file beside a training's outputs that says how far it is, while it runs.
#ifndef LIB_TRAIN_PROGRESS_RECORD_H_
#define LIB_TRAIN_PROGRESS_RECORD_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "lib/train/progress_record.pb.h"
#include "lib/train/training_progress.h"

namespace labelrep {

// Of a run that writes this provenance: progress.pb in the same folder.
std::string ProgressRecordPath(const std::string& provenance);

class ProgressRecorder {
 public:
  // `path` is empty to record nothing. What an earlier process left there is removed.
  ProgressRecorder(std::string path, int64_t images_before,
                   std::chrono::milliseconds interval = std::chrono::seconds(2));
  // The record says that somebody is training, so it goes.
  ~ProgressRecorder();
  ProgressRecorder(const ProgressRecorder&) = delete;
  ProgressRecorder& operator=(const ProgressRecorder&) = delete;

  // Writes at most once in an interval. A record that cannot be written is no error: nothing
  // depends on it.
  void Update(const TrainingProgress& progress);

 private:
  using Clock = std::chrono::steady_clock;

  std::string path_;
  int64_t images_before_;
  std::chrono::milliseconds interval_;
  Clock::time_point start_;
  std::optional<Clock::time_point> last_write_;
};

}  // namespace labelrep

#endif  // LIB_TRAIN_PROGRESS_RECORD_H_
