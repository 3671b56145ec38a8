// A GPU for a run: locks that parallel runs on a machine share the GPUs by.
#ifndef LIB_RUN_GPU_LOCK_H_
#define LIB_RUN_GPU_LOCK_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/base/file_lock.h"

namespace labelrep {

struct Gpu {
  std::string device_file;  // "/dev/nvidia0"
  int number = 0;           // in the file's name
  int ordinal = 0;          // CUDA's, in PCI bus order and without CUDA_VISIBLE_DEVICES
};

// Holds a place on a GPU until it is destroyed, or its process ends however it does. The place is a
// byte of the device file with a lock on it (FileLock), which works inside sandboxes that have a
// /tmp of their own.
class GpuLock {
 public:
  // The lowest free place on any of the GPUs, so that runs that start together spread over them;
  // waits while all `runs_per_gpu` places on each are taken, at most `patience`. UNAVAILABLE where
  // there are no GPUs, no device file can be opened, or the wait was too long.
  static absl::StatusOr<GpuLock> Acquire(const std::vector<Gpu>& gpus, int runs_per_gpu,
                                         absl::Duration patience = absl::InfiniteDuration());

  const Gpu& gpu() const { return gpu_; }

 private:
  GpuLock(FileLock lock, Gpu gpu);

  FileLock lock_;
  Gpu gpu_;
};

// Those of the device files in `folder` ("/dev") that this process may open, in numerical order, as
// far as `visible` allows ("0,2", the value of CUDA_VISIBLE_DEVICES: ordinals); all where it is
// absent. Containers and Slurm hide GPUs, and CUDA numbers what is left from 0: the file's number
// is no ordinal then. UNAVAILABLE where `visible` names a GPU or a MIG slice by its UUID.
absl::StatusOr<std::vector<Gpu>> ListGpus(const std::string& folder,
                                          const std::optional<std::string>& visible);

// The value of LABELREP_RUNS_PER_GPU as a number, 1 where it is absent. UNAVAILABLE unless it is
// from 1 to 64: it is a setting of the machine, so the run is not to blame.
absl::StatusOr<int> ParseRunsPerGpu(const std::optional<std::string>& value);

}  // namespace labelrep

#endif  // LIB_RUN_GPU_LOCK_H_
