#include "lib/train/progress_record.h"

#include <filesystem>
#include <utility>

#include "lib/base/files.h"

namespace labelrep {

std::string ProgressRecordPath(const std::string& provenance) {
  return (std::filesystem::path(provenance).parent_path() / "progress.pb").string();
}

ProgressRecorder::ProgressRecorder(std::string path, int64_t images_before,
                                   std::chrono::milliseconds interval)
    : path_(std::move(path)),
      images_before_(images_before),
      interval_(interval),
      start_(Clock::now()) {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove(path_, ignored);
}

ProgressRecorder::~ProgressRecorder() {
  std::error_code ignored;
  if (last_write_.has_value()) std::filesystem::remove(path_, ignored);
}

void ProgressRecorder::Update(const TrainingProgress& progress) {
  if (path_.empty()) return;
  const Clock::time_point now = Clock::now();
  if (last_write_.has_value() && now - *last_write_ < interval_) return;
  last_write_ = now;
  ProgressRecord record;
  record.set_images_done(progress.images_done);
  record.set_images_total(progress.images_total);
  record.set_images_before(images_before_);
  record.set_elapsed_s(std::chrono::duration<double>(now - start_).count());
  if (progress.loss.has_value()) record.set_loss(*progress.loss);
  record.set_validation_accuracy(progress.validation_accuracy);
  // Without syncing: it is of no use after a power failure.
  ReplaceFile(path_, record.SerializeAsString()).IgnoreError();
}

}  // namespace labelrep
