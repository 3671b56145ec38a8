// The device of a run, made ready: thread count, GPU lock, deterministic algorithms.
#ifndef LIB_TRAIN_RUN_DEVICE_H_
#define LIB_TRAIN_RUN_DEVICE_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "c10/core/Device.h"
#include "lib/train/gpu_lock.h"
#include "results/run.pb.h"

namespace labelrep {

// Process-wide settings are made when it is acquired, so a program runs one recipe at a time.
class RunDevice {
 public:
  // CPU: sets ATen's thread count. CUDA: takes a free GPU, or its share of one where the
  // environment variable LABELREP_RUNS_PER_GPU is above 1, which becomes the only one this process
  // sees, switches on deterministic algorithms, and TF32 as the recipe says. To be called before
  // anything else uses CUDA. UNAVAILABLE where libtorch has no CUDA, there is no GPU, or that
  // variable is no number.
  static absl::StatusOr<RunDevice> Acquire(const Recipe& recipe);

  c10::Device device() const { return device_; }

  // "/dev/nvidia0" and its model; empty on the CPU.
  std::string gpu() const;

 private:
  RunDevice(c10::Device device, std::optional<GpuLock> lock);

  c10::Device device_;
  std::optional<GpuLock> lock_;
};

}  // namespace labelrep

#endif  // LIB_TRAIN_RUN_DEVICE_H_
