// A GPU for a run: locks that parallel runs on a machine share the GPUs by.
#ifndef LIB_TRAIN_GPU_LOCK_H_
#define LIB_TRAIN_GPU_LOCK_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace labelrep {

// Holds a place on a GPU until it is destroyed, or its process ends however it does. The place is a
// byte of the device file with a lock on it (F_OFD_SETLK of fcntl), which works inside sandboxes
// that have a /tmp of their own.
class GpuLock {
 public:
  // The lowest free place on any of the device files, so that runs that start together spread over
  // the GPUs; waits while all `runs_per_gpu` places on each are taken, at most `patience`.
  // UNAVAILABLE where there are no files, none can be opened, or the wait was too long.
  static absl::StatusOr<GpuLock> Acquire(const std::vector<std::string>& device_files,
                                         int runs_per_gpu,
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

// The value of LABELREP_RUNS_PER_GPU as a number, 1 where it is absent. UNAVAILABLE unless it is
// from 1 to 64: it is a setting of the machine, so the run is not to blame.
absl::StatusOr<int> ParseRunsPerGpu(const std::optional<std::string>& value);

}  // namespace labelrep

#endif  // LIB_TRAIN_GPU_LOCK_H_
