// One GPU for one run: a lock that parallel runs on a machine share the GPUs by.
#ifndef LIB_TRAIN_GPU_LOCK_H_
#define LIB_TRAIN_GPU_LOCK_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace labelrep {

// Holds a GPU until it is destroyed, or its process ends however it does. The lock is flock on the
// device file opened for reading, which works inside sandboxes that have a /tmp of their own.
class GpuLock {
 public:
  // The first free one of the device files; waits while all are taken, at most `patience`.
  // UNAVAILABLE where there are none, none can be opened, or the wait was too long.
  static absl::StatusOr<GpuLock> Acquire(const std::vector<std::string>& device_files,
                                         absl::Duration patience = absl::InfiniteDuration());

  GpuLock(GpuLock&& other) noexcept;
  GpuLock& operator=(GpuLock&& other) = delete;
  ~GpuLock();

  const std::string& device_file() const { return device_file_; }

 private:
  GpuLock(int descriptor, std::string device_file);

  int descriptor_;
  std::string device_file_;
};

// "/dev/nvidia0" and so on, in numerical order, as far as `visible` ("0,2", the value of
// CUDA_VISIBLE_DEVICES) allows; all where it is absent.
std::vector<std::string> ListGpus(const std::string& folder,
                                  const std::optional<std::string>& visible);

}  // namespace labelrep

#endif  // LIB_TRAIN_GPU_LOCK_H_
